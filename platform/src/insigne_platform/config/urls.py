"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

from insigne_platform.config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("insigne_platform.demo.urls")),
    path("", include("insigne_platform.api.urls")),
    path("", include("insigne_platform.web.urls")),
]

handler400 = "insigne_platform.web.views.errors.bad_request"
handler403 = "insigne_platform.web.views.errors.forbidden"
handler404 = "insigne_platform.web.views.errors.not_found"
handler500 = "insigne_platform.web.views.errors.server_error"
