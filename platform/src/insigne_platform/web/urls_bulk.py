"""The addresses of bulk."""

from django.urls import path

from insigne_platform.web.views.issuing import columns, running

urlpatterns = [
    path("issuing/lists/<uuid:list_id>/columns", columns.columns, name="list-columns"),
    path("issuing/batches/<uuid:batch_id>/act", running.act, name="batch-act"),
    path("issuing/batches/<uuid:batch_id>/plan", running.plan, name="batch-plan"),
    path("issuing/batches/<uuid:batch_id>/stop", running.stop, name="batch-stop"),
    path("issuing/batches/<uuid:batch_id>/result.csv", running.result_csv, name="batch-csv"),
    path("issuing/batches/<uuid:batch_id>/result.xlsx", running.result_excel, name="batch-excel"),
]
