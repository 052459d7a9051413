"""The addresses of the backpack."""

from django.urls import path

from insigne_platform.web.views import backpack

urlpatterns = [
    path("backpack", backpack.backpack, name="backpack"),
    path("backpack/<uuid:holding_id>", backpack.badge, name="backpack-badge"),
    path("backpack/<uuid:holding_id>/check", backpack.check, name="backpack-check"),
    path("backpack/<uuid:holding_id>/download/<str:kind>", backpack.download, name="download"),
    path("backpack/<uuid:holding_id>/with-address", backpack.with_address, name="with-address"),
    path("backpack/<uuid:holding_id>/share", backpack.share, name="backpack-share"),
    path(
        "backpack/<uuid:holding_id>/share/<uuid:link_id>/stop",
        backpack.stop_sharing,
        name="stop-sharing",
    ),
    path("backpack/waiting/<uuid:award_id>", backpack.keep, name="keep"),
]
