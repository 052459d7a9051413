"""The addresses of statistics."""

from django.urls import path

from insigne_platform.web.views.issuing import statistics

urlpatterns = [
    path("issuing/<str:public_id>/statistics", statistics.statistics, name="statistics"),
    path(
        "issuing/<str:public_id>/statistics.<str:kind>",
        statistics.export,
        name="statistics-export",
    ),
]
