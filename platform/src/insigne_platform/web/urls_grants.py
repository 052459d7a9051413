"""Addresses of organisations that look at badges, and of what holders grant them."""

from django.urls import path

from insigne_platform.web.views import grants, organisations

urlpatterns = [
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/new", organisations.new, name="organisation-new"),
    path("organisations/<uuid:organisation_id>", organisations.organisation, name="organisation"),
    path(
        "organisations/<uuid:organisation_id>/prove",
        organisations.prove,
        name="organisation-prove",
    ),
    path(
        "organisations/<uuid:organisation_id>/members",
        organisations.members,
        name="organisation-members",
    ),
    path(
        "organisations/<uuid:organisation_id>/members/<uuid:member_id>/remove",
        organisations.remove_member,
        name="organisation-member-remove",
    ),
    path(
        "organisations/<uuid:organisation_id>/mandates",
        organisations.mandates,
        name="organisation-mandates",
    ),
    path(
        "organisations/<uuid:organisation_id>/mandates/<uuid:mandate_id>/end",
        organisations.end_mandate,
        name="organisation-mandate-end",
    ),
    path("organisations/<uuid:organisation_id>/ask", organisations.ask, name="organisation-ask"),
    path(
        "organisations/<uuid:organisation_id>/requests/<uuid:request_id>",
        organisations.request_made,
        name="organisation-request",
    ),
    path(
        "organisations/<uuid:organisation_id>/requests/<uuid:request_id>/withdraw",
        organisations.withdraw,
        name="organisation-request-withdraw",
    ),
    path(
        "organisations/<uuid:organisation_id>/grants/<uuid:grant_id>",
        organisations.granted,
        name="organisation-grant",
    ),
    path(
        "organisations/<uuid:organisation_id>/grants/<uuid:grant_id>/<uuid:badge_id>.<str:kind>",
        organisations.granted_file,
        name="organisation-grant-file",
    ),
    path("backpack/requests", grants.requests, name="access-requests"),
    path("backpack/requests/<uuid:request_id>", grants.request_asked, name="access-request"),
    path("backpack/requests/<uuid:request_id>/refuse", grants.refuse, name="access-request-refuse"),
    path("backpack/grants/<uuid:grant_id>", grants.grant, name="grant"),
    path("backpack/grants/<uuid:grant_id>/revoke", grants.revoke, name="grant-revoke"),
]
