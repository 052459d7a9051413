"""The addresses of tests."""

from django.urls import path

from insigne_platform.web.views.earning import (
    assessing,
    entering_results,
    marking,
    seating,
    testing,
)

urlpatterns = [
    path("take/<str:public_id>", testing.take, name="take"),
    path("take/<str:public_id>/<slug:moment_id>", testing.register, name="take-moment"),
    path("registrations", testing.registrations, name="registrations"),
    path("registrations/<uuid:registration_id>", testing.registration, name="registration"),
    path("registrations/<uuid:registration_id>/cancel", testing.cancel, name="registration-cancel"),
    path(
        "issuing/badges/<uuid:version_id>/earning/tests", assessing.assessments, name="assessments"
    ),
    path("issuing/tests/<uuid:assessment_id>", assessing.assessment, name="assessment"),
    path("issuing/tests/<uuid:assessment_id>/moments", assessing.add_moment, name="moment-add"),
    path("issuing/moments/<uuid:moment_id>", marking.moment, name="moment"),
    path("issuing/moments/<uuid:moment_id>/edit", assessing.change_moment, name="moment-edit"),
    path("issuing/moments/<uuid:moment_id>/results", marking.results, name="results"),
    path("issuing/registrations/<uuid:registration_id>", marking.result, name="result"),
    path("issuing/moments/<uuid:moment_id>/cancel", seating.cancel_moment, name="moment-cancel"),
    path("issuing/results/<uuid:results_id>", entering_results.results, name="result-list"),
    path(
        "issuing/results/<uuid:results_id>/progress",
        entering_results.progress,
        name="result-list-progress",
    ),
    path("issuing/results/<uuid:results_id>/act", entering_results.act, name="result-list-act"),
    path("issuing/registrations/<uuid:registration_id>/move", seating.move, name="seat-move"),
    path(
        "issuing/registrations/<uuid:registration_id>/withdraw",
        seating.withdraw,
        name="seat-withdraw",
    ),
    path("issuing/<str:public_id>/tests", assessing.moments, name="moments"),
]
