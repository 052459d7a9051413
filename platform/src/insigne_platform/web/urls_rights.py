"""The addresses of what a person may ask of us."""

from django.urls import path

from insigne_platform.web.views import rights

urlpatterns = [
    path("account/copies", rights.copies, name="copies"),
    path("account/copies/<uuid:export_id>", rights.download, name="copy"),
    path("account/known", rights.known, name="known"),
    path("account/erase", rights.erase, name="erase"),
    path("account/erase/undo", rights.stay, name="erase-undo"),
    path("erased", rights.erased, name="erased"),
]
