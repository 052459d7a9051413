"""The addresses of afterwards: taking back, correcting, renewing, and the history of it all."""

from django.urls import path

from insigne_platform.web.views.issuing import awards, changes, history, offers

urlpatterns = [
    path("issuing/awards/<uuid:award_id>/suspend", awards.suspend, name="award-suspend"),
    path("issuing/awards/<uuid:award_id>/lift", awards.lift, name="award-lift"),
    path("issuing/awards/<uuid:award_id>/correct", awards.correct, name="award-correct"),
    path("issuing/changes/<uuid:change_id>", changes.progress_page, name="award-change"),
    path(
        "issuing/changes/<uuid:change_id>/progress", changes.progress, name="award-change-progress"
    ),
    path("issuing/<str:public_id>/awards/change", changes.change, name="awards-change"),
    path("issuing/<str:public_id>/awards/reminders", awards.reminders, name="reminders"),
    path("issuing/<str:public_id>/awards/offers", offers.offers, name="offers"),
    path("issuing/<str:public_id>/history", history.history, name="history"),
    path("issuing/<str:public_id>/history.csv", history.history_file, name="history-file"),
]
