"""The addresses of bulk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
