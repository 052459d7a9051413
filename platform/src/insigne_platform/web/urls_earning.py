"""The addresses of earning."""

from django.urls import path

from insigne_platform.web.views.earning import (
    applying,
    codes,
    confirming,
    nominating,
    redeeming,
    reviewing,
    rules,
    setting_up,
)

urlpatterns = [
    path("apply/<str:public_id>", applying.apply, name="apply"),
    path("applications", applying.applications, name="applications"),
    path("applications/<uuid:application_id>", applying.application, name="application"),
    path(
        "applications/<uuid:application_id>/withdraw",
        applying.withdraw,
        name="application-withdraw",
    ),
    path("evidence/<uuid:file_id>", applying.evidence, name="evidence-file"),
    path("code", redeeming.enter, name="enter-code"),
    path("code/<str:code>", redeeming.redeem, name="redeem"),
    path("issuing/badges/<uuid:version_id>/earning/codes", codes.codes, name="codes"),
    path("nominate/<uuid:nominator_id>", nominating.nominate, name="nominate"),
    path(
        "issuing/badges/<uuid:version_id>/earning/nominators",
        nominating.nominators,
        name="nominators",
    ),
    path("issuing/nominators/<uuid:nominator_id>/end", nominating.end, name="nominator-end"),
    path("issuing/nominations/<uuid:nomination_id>", confirming.nomination, name="nomination"),
    path("issuing/<str:public_id>/nominations", confirming.nominations, name="nominations"),
    path("issuing/badges/<uuid:version_id>/earning/rules", rules.rules, name="rules"),
    path("issuing/rules/<uuid:rule_id>", rules.rule, name="rule"),
    path("issuing/codes/<uuid:code_id>", codes.code, name="code"),
    path("issuing/codes/<uuid:code_id>/qr.svg", codes.qr, name="code-qr"),
    path("issuing/codes/<uuid:code_id>/stop", codes.stop, name="code-stop"),
    path("issuing/badges/<uuid:version_id>/earning", setting_up.ways, name="earning-ways"),
    path(
        "issuing/badges/<uuid:version_id>/earning/applications", setting_up.opening, name="opening"
    ),
    path("issuing/applications/<uuid:application_id>", reviewing.review, name="review"),
    path("issuing/<str:public_id>/applications", reviewing.queue, name="application-queue"),
]
