"""The addresses of editor."""

from django.urls import URLPattern, path

from insigne_platform.web.views.issuing import (
    approvals,
    badge_templates,
    editor,
    frameworks,
    publishing,
)

DRAFT = "issuing/badges/<uuid:version_id>"
HOUSE = "issuing/<str:public_id>"

urlpatterns: list[URLPattern] = [
    path(f"{DRAFT}/step/<slug:step>", editor.edit, name="badge-step"),
    path(f"{DRAFT}/undo", editor.undo, name="badge-undo"),
    path(f"{DRAFT}/settle", editor.settle, name="badge-settle"),
    path(f"{DRAFT}/compare", publishing.compare, name="badge-compare"),
    path(f"{DRAFT}/discard", publishing.discard, name="badge-discard"),
    path(f"{DRAFT}/approval", approvals.approval, name="badge-approval"),
    path(f"{DRAFT}/template", badge_templates.keep, name="badge-keep"),
    path(f"{DRAFT}/pick", frameworks.pick, name="badge-pick"),
    path(f"{DRAFT}/add", frameworks.add, name="badge-add"),
    path(f"{HOUSE}/templates", badge_templates.templates, name="badge-templates"),
    path(
        f"{HOUSE}/templates/<uuid:template_id>/remove",
        badge_templates.remove,
        name="badge-template-remove",
    ),
    path(f"{HOUSE}/frameworks", frameworks.frameworks, name="frameworks"),
    path(
        f"{HOUSE}/frameworks/<uuid:framework_id>/remove",
        frameworks.remove,
        name="framework-remove",
    ),
]
