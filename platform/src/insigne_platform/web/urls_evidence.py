"""The addresses of evidence that is added to a badge afterwards."""

from django.urls import path

from insigne_platform.web.views.earning import adding

urlpatterns = [
    path("backpack/<uuid:holding_id>/evidence", adding.added, name="added-evidence"),
    path("backpack/evidence/<uuid:evidence_id>", adding.change, name="evidence-change"),
    path("evidence/added/<uuid:file_id>", adding.file, name="added-file"),
    path("s/<str:token>/evidence/<uuid:file_id>", adding.shared_file, name="share-evidence"),
    path("issuing/evidence/<uuid:evidence_id>", adding.judge, name="evidence-judge"),
    path("issuing/<str:public_id>/evidence", adding.queue, name="evidence-queue"),
]
