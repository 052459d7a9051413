"""The addresses of pathways."""

from django.urls import URLPattern, path

from insigne_platform.web.views.pathways import issuing, public

urlpatterns: list[URLPattern] = [
    path("issuing/pathways/<uuid:pathway_id>", issuing.edit, name="pathway-edit"),
    path("issuing/pathways/<uuid:pathway_id>/publish", issuing.publish, name="pathway-publish"),
    path("issuing/pathways/<uuid:pathway_id>/remove", issuing.remove, name="pathway-remove"),
    path("issuing/pathways/<uuid:pathway_id>/learners", issuing.learners, name="pathway-learners"),
    path(
        "issuing/pathways/<uuid:pathway_id>/learners.csv",
        issuing.learners_csv,
        name="pathway-learners-csv",
    ),
    path("issuing/<str:public_id>/pathways", issuing.pathways, name="pathways"),
    path("issuing/<str:public_id>/pathways/new", issuing.new, name="pathway-new"),
    path("pathways/<str:public_id>", public.pathway, name="public-pathway"),
    path("backpack/pathways", public.mine, name="my-pathways"),
]
