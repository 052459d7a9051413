"""The addresses of earning."""

from django.urls import path

from insigne_platform.web.views.earning import applying, reviewing, setting_up

urlpatterns = [
    path("apply/<str:public_id>", applying.apply, name="apply"),
    path("applications", applying.applications, name="applications"),
    path("applications/<uuid:application_id>", applying.application, name="application"),
    path(
        "applications/<uuid:application_id>/withdraw",
        applying.withdraw,
        name="application-withdraw",
    ),
    path("evidence/<uuid:file_id>", applying.evidence, name="evidence-file"),
    path("issuing/badges/<uuid:version_id>/earning", setting_up.ways, name="earning-ways"),
    path(
        "issuing/badges/<uuid:version_id>/earning/applications", setting_up.opening, name="opening"
    ),
    path("issuing/applications/<uuid:application_id>", reviewing.review, name="review"),
    path("issuing/<str:public_id>/applications", reviewing.queue, name="application-queue"),
]
