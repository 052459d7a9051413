"""The addresses of endorsements."""

from django.urls import URLPattern, path

from insigne_platform.web.views.endorsements import institution, public, requests

urlpatterns: list[URLPattern] = [
    path(
        "issuing/endorsement-requests/<uuid:request_id>", requests.one, name="endorsement-request"
    ),
    path(
        "issuing/endorsement-requests/<uuid:request_id>/decline",
        requests.decline,
        name="endorsement-decline",
    ),
    path(
        "issuing/endorsement-requests/<uuid:request_id>/take-back",
        requests.take_back,
        name="endorsement-take-back",
    ),
    path(
        "issuing/endorsements/<uuid:endorsement_id>/withdraw",
        requests.withdraw,
        name="endorsement-withdraw",
    ),
    path("issuing/<str:public_id>/endorsements", institution.endorsements, name="endorsements"),
    path("issuing/<str:public_id>/endorsements/ask", institution.ask, name="endorsement-ask"),
    path("issuing/<str:public_id>/endorsements/give", institution.find, name="endorsement-find"),
    path("endorse/<str:token>", public.answer, name="endorsement-answer"),
    path("public/endorsements/<str:public_id>", public.endorsement, name="public-endorsement"),
]
