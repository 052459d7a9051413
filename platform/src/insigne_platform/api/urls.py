"""The addresses for programs, and the pages on which people make tokens for them."""

from __future__ import annotations

from django.urls import path

from insigne_platform.api import pages
from insigne_platform.api.version_1 import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("developers/api", pages.api_reference, name="api-reference"),
    path("issuing/<str:public_id>/tokens", pages.tokens, name="api-tokens"),
    path(
        "issuing/<str:public_id>/tokens/<uuid:token_id>/revoke",
        pages.revoke,
        name="api-token-revoke",
    ),
]
