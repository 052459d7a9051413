"""The addresses of editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
