"""The addresses of showing a part of a badge, and of the keys with which that is verified."""

from django.urls import path

from insigne_platform.web.views import disclosure

urlpatterns = [
    path("backpack/<uuid:holding_id>/disclose", disclosure.disclose, name="disclose"),
    path(
        ".well-known/jwt-vc-issuer/public/3/issuers/<str:public_id>",
        disclosure.keys,
        name="jwt-vc-issuer",
    ),
]
