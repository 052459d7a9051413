"""The addresses of studio."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
