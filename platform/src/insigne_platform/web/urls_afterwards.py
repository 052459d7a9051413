"""The addresses of afterwards."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
