"""The addresses of the demo's post."""

from __future__ import annotations

from django.urls import path

from insigne_platform.demo import views

urlpatterns = [
    path("demo/mail", views.mails, name="demo-mails"),
    path("demo/mail/<uuid:mail_id>", views.mail, name="demo-mail"),
    path("demo/mail/<uuid:mail_id>/page", views.mail_page, name="demo-mail-page"),
]
