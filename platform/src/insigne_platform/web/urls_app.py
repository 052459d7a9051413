"""The addresses of the installable app."""

from django.urls import path

from insigne_platform.web.views import app

urlpatterns = [
    path("app.webmanifest", app.manifest, name="manifest"),
    path("worker.js", app.worker, name="worker"),
    path("offline", app.offline, name="offline"),
]
