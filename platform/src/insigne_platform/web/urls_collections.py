"""The addresses of collections."""

from django.urls import path

from insigne_platform.web.views import collections, vacancy

ONE = "backpack/collections/<uuid:collection_id>"
urlpatterns = [
    path("backpack/vacancy", vacancy.vacancy, name="vacancy"),
    path("backpack/collections", collections.collections, name="collections"),
    path(ONE, collections.collection, name="collection"),
    path(f"{ONE}/add", collections.add, name="add-to-collection"),
    path(f"{ONE}/order", collections.order, name="order-collection"),
    path(f"{ONE}/delete", collections.delete, name="delete-collection"),
]
