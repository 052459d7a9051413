"""The addresses of an institution's house: its settings, its people, its own place."""

from django.urls import path

from insigne_platform.web.views import house as own_place
from insigne_platform.web.views.issuing import invitations, issuers, letters, settings

urlpatterns = [
    path("at/<slug:slug>", own_place.place, name="institution-place"),
    path("look/<str:public_id>.css", own_place.style, name="look"),
    path("look/<str:public_id>/logo.png", own_place.logo, name="look-logo"),
    path("invitation/<str:token>", invitations.invitation, name="invitation"),
    path(
        "issuing/<str:public_id>/people/invitations/<uuid:invitation_id>/again",
        invitations.again,
        name="invitation-again",
    ),
    path(
        "issuing/<str:public_id>/people/invitations/<uuid:invitation_id>/withdraw",
        invitations.withdraw,
        name="invitation-withdraw",
    ),
    path("issuing/<str:public_id>/groups", issuers.groups, name="groups"),
    path("issuing/<str:public_id>/groups/<uuid:group_id>", issuers.group, name="group"),
    path("issuing/<str:public_id>/issuers/<uuid:issuer_id>", issuers.issuer, name="issuer-change"),
    path(
        "issuing/<str:public_id>/issuers/<uuid:issuer_id>/name",
        issuers.issuer_name,
        name="issuer-name",
    ),
    path("issuing/<str:public_id>/settings", settings.settings, name="settings"),
    path("issuing/<str:public_id>/settings/name", settings.name, name="settings-name"),
    path("issuing/<str:public_id>/settings/identity", settings.identity, name="settings-identity"),
    path(
        "issuing/<str:public_id>/settings/introduction",
        settings.introduction,
        name="settings-introduction",
    ),
    path("issuing/<str:public_id>/settings/colours", settings.colours, name="settings-colours"),
    path("issuing/<str:public_id>/settings/logo", settings.logo, name="settings-logo"),
    path("issuing/<str:public_id>/settings/letters", letters.letters, name="settings-letters"),
    path(
        "issuing/<str:public_id>/settings/letters/<slug:kind>",
        letters.letter,
        name="settings-letter",
    ),
    path(
        "issuing/<str:public_id>/settings/safeguards",
        settings.safeguards,
        name="settings-safeguards",
    ),
]
