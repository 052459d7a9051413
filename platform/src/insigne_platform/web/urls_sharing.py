"""The addresses of showing badges to others, and of the view log."""

from django.urls import path

from insigne_platform.web.views import shared, sharing

urlpatterns = [
    path("s/<str:token>", shared.shared, name="share"),
    path("s/<str:token>/check", shared.check, name="share-check"),
    path("s/<str:token>/badge.png", shared.picture, name="share-picture"),
    path("s/<str:token>/embed", shared.embed, name="share-embed"),
    path("backpack/<uuid:holding_id>/share", sharing.share, name="backpack-share"),
    path("backpack/imported/<uuid:badge_id>/share", sharing.share_imported, name="share-imported"),
    path(
        "backpack/collections/<uuid:collection_id>/share",
        sharing.share_collection,
        name="share-collection",
    ),
    path("backpack/links", sharing.links, name="links"),
    path("backpack/links/<uuid:link_id>", sharing.link, name="link"),
    path("backpack/links/<uuid:link_id>/qr.<str:kind>", sharing.qr, name="link-qr"),
    path("backpack/links/<uuid:link_id>/stop", sharing.stop, name="stop-link"),
    path("backpack/links/<uuid:link_id>/renew", sharing.renew, name="renew-link"),
    path("backpack/views", sharing.views, name="views"),
    path("backpack/views.csv", sharing.views_file, name="views-file"),
    path("backpack/views/delete", sharing.forget, name="forget-views"),
]
