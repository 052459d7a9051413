"""The addresses of endorsements."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
