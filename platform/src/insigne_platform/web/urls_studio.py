"""The addresses of the picture studio."""

from django.urls import URLPattern, path

from insigne_platform.web.views.issuing import studio

urlpatterns: list[URLPattern] = [
    path("issuing/badges/<uuid:version_id>/studio", studio.studio, name="badge-studio"),
    path("issuing/badges/<uuid:version_id>/studio/look", studio.look, name="badge-studio-look"),
]
