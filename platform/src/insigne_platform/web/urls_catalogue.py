"""The addresses of the catalogue."""

from django.urls import URLPattern, path

from insigne_platform.web.views import catalogue
from insigne_platform.web.views.issuing import cataloguing

urlpatterns: list[URLPattern] = [
    path("catalogue", catalogue.catalogue, name="catalogue"),
    path("catalogue/feed.atom", catalogue.atom_feed, name="catalogue-atom"),
    path("catalogue/feed.json", catalogue.json_feed_, name="catalogue-json"),
    path("catalogue/<str:place>", catalogue.catalogue, name="catalogue-of"),
    path("catalogue/<str:place>/embed", catalogue.embed, name="catalogue-embed"),
    path("catalogue/<str:place>/feed.atom", catalogue.atom_feed, name="catalogue-of-atom"),
    path("catalogue/<str:place>/feed.json", catalogue.json_feed_, name="catalogue-of-json"),
    path("issuing/badges/<uuid:version_id>/catalogue", cataloguing.switch, name="catalogue-switch"),
    path("issuing/<str:public_id>/catalogue", cataloguing.own_catalogue, name="own-catalogue"),
]
