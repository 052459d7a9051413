"""The address of a certificate on paper."""

from django.urls import path

from insigne_platform.web.views import certificates

urlpatterns = [
    path("backpack/<uuid:holding_id>/certificate", certificates.certificate, name="certificate"),
]
