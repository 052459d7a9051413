"""The addresses of issuing: institutions, their badges, awards and people."""

from django.urls import path

from insigne_platform.web.views.issuing import (
    awarding,
    awards,
    badges,
    batches,
    editor,
    house,
    issuers,
    lists,
    members,
    pictures,
    publishing,
)

urlpatterns = [
    path("issuing/", house.institutions, name="issuing"),
    path("issuing/new", house.new_institution, name="institution-new"),
    path("issuing/badges/<uuid:version_id>", editor.edit, name="badge-edit"),
    path("issuing/badges/<uuid:version_id>/picture", pictures.picture, name="badge-picture"),
    path("issuing/badges/<uuid:version_id>/preview", publishing.preview, name="badge-preview"),
    path("issuing/badges/<uuid:version_id>/publish", publishing.publish, name="badge-publish"),
    path("issuing/badges/<uuid:version_id>/copy", publishing.copy, name="badge-copy"),
    path("issuing/badges/<uuid:version_id>/archive", publishing.archive, name="badge-archive"),
    path("issuing/badges/<uuid:version_id>/award", awarding.award, name="badge-award"),
    path("issuing/badges/<uuid:version_id>/award/list", lists.upload, name="badge-award-list"),
    path("issuing/lists/<uuid:list_id>", lists.preview, name="recipient-list"),
    path("issuing/batches/<uuid:batch_id>", batches.batch, name="batch"),
    path("issuing/batches/<uuid:batch_id>/progress", batches.progress, name="batch-progress"),
    path("issuing/awards/<uuid:award_id>", awards.award, name="award"),
    path("issuing/awards/<uuid:award_id>/revoke", awards.revoke, name="award-revoke"),
    path("issuing/awards/<uuid:award_id>/mail", awards.mail_again, name="award-mail-again"),
    path("issuing/<str:public_id>/", house.overview, name="issuing-institution"),
    path("issuing/<str:public_id>/badges", badges.badges, name="badges"),
    path("issuing/<str:public_id>/badges/new", editor.new, name="badge-new"),
    path("issuing/<str:public_id>/awards", awards.awards, name="awards"),
    path("issuing/<str:public_id>/people", members.members, name="members"),
    path(
        "issuing/<str:public_id>/people/<uuid:membership_id>", members.change, name="member-change"
    ),
    path(
        "issuing/<str:public_id>/people/<uuid:membership_id>/remove",
        members.remove,
        name="member-remove",
    ),
    path("issuing/<str:public_id>/issuers", issuers.issuers, name="issuers"),
]
