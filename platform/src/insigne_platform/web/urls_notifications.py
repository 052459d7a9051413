"""The addresses of what a person is told."""

from django.urls import path

from insigne_platform.web.views import notifications

urlpatterns = [
    path("notifications", notifications.listed, name="notifications"),
    path("notifications/read", notifications.read_all, name="notifications-read"),
    path("notifications/<uuid:notification_id>/read", notifications.read, name="notification-read"),
    path("account/notifications", notifications.choices, name="notification-choices"),
]
