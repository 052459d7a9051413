"""The addresses of earning."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
