"""The addresses of the backpack."""

from django.urls import path

from insigne_platform.web.views import arranging, backpack, imports

urlpatterns = [
    path("backpack", backpack.backpack, name="backpack"),
    path("backpack/<uuid:holding_id>", backpack.badge, name="backpack-badge"),
    path("backpack/<uuid:holding_id>/check", backpack.check, name="backpack-check"),
    path("backpack/<uuid:holding_id>/download/<str:kind>", backpack.download, name="download"),
    path("backpack/<uuid:holding_id>/with-address", backpack.with_address, name="with-address"),
    path(
        "backpack/<uuid:holding_id>/share/<uuid:link_id>/stop",
        backpack.stop_sharing,
        name="stop-sharing",
    ),
    path("backpack/<uuid:holding_id>/words", arranging.set_words, name="badge-words"),
    path("backpack/<uuid:holding_id>/delete", arranging.delete, name="delete-badge"),
    path("backpack/<uuid:holding_id>/restore", arranging.restore, name="restore-badge"),
    path("backpack/bin", arranging.bin_, name="bin"),
    path("backpack/import", imports.bring, name="bring"),
    path("backpack/imports/<uuid:import_id>", imports.results, name="import"),
    path("backpack/imported/<uuid:badge_id>", imports.badge, name="imported-badge"),
    path("backpack/imported/<uuid:badge_id>/check", imports.check, name="check-imported"),
    path("backpack/imported/<uuid:badge_id>/picture", imports.picture, name="imported-picture"),
    path("backpack/imported/<uuid:badge_id>/download", imports.download, name="download-imported"),
    path(
        "backpack/imported/<uuid:badge_id>/words",
        arranging.set_words_imported,
        name="imported-words",
    ),
    path(
        "backpack/imported/<uuid:badge_id>/delete",
        arranging.delete_imported,
        name="delete-imported",
    ),
    path(
        "backpack/imported/<uuid:badge_id>/restore",
        arranging.restore_imported,
        name="restore-imported",
    ),
    path("backpack/waiting/<uuid:award_id>", backpack.keep, name="keep"),
]
