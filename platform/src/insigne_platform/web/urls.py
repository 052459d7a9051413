"""The addresses of the pages."""

from django.conf import settings
from django.urls import include, path

from insigne_platform.web.views import pages, public, verify

urlpatterns = [
    path("", pages.front, name="front"),
    path("verify", verify.verify, name="verify"),
    path("language", pages.language, name="language"),
    path("how-we-check", pages.text_page, {"page": "how-we-check"}, name="how-we-check"),
    path("privacy", pages.text_page, {"page": "privacy"}, name="privacy"),
    path("accessibility", pages.text_page, {"page": "accessibility"}, name="accessibility"),
    path("developers", pages.text_page, {"page": "developers"}, name="developers"),
    path("public/issuers/<str:public_id>", public.issuer, name="public-issuer"),
    path("public/3/issuers/<str:public_id>", public.issuer),
    path("public/badges/<str:public_id>", public.badge, name="public-badge"),
    path("public/3/badges/<str:public_id>", public.badge),
    path("public/3/badges/<str:public_id>/v<int:number>", public.badge),
    path("public/badges/<str:public_id>/v<int:number>", public.badge, name="public-version"),
    path("public/assertions/<str:public_id>", public.assertion, name="public-assertion"),
    path("claim/<str:token>", public.claim, name="claim"),
    path("", include("insigne_platform.web.urls_app")),
    path("", include("insigne_platform.web.urls_house")),
    path("", include("insigne_platform.web.urls_editor")),
    path("", include("insigne_platform.web.urls_studio")),
    path("", include("insigne_platform.web.urls_catalogue")),
    path("", include("insigne_platform.web.urls_bulk")),
    path("", include("insigne_platform.web.urls_assessments")),
    path("", include("insigne_platform.web.urls_evidence")),
    path("", include("insigne_platform.web.urls_earning")),
    path("", include("insigne_platform.web.urls_afterwards")),
    path("", include("insigne_platform.web.urls_pathways")),
    path("", include("insigne_platform.web.urls_courses")),
    path("", include("insigne_platform.web.urls_endorsements")),
    path("", include("insigne_platform.web.urls_statistics")),
    path("", include("insigne_platform.web.urls_issuing")),
    path("", include("insigne_platform.web.urls_collections")),
    path("", include("insigne_platform.web.urls_sharing")),
    path("", include("insigne_platform.web.urls_disclosure")),
    path("", include("insigne_platform.web.urls_certificates")),
    path("", include("insigne_platform.web.urls_grants")),
    path("", include("insigne_platform.web.urls_backpack")),
    path("", include("insigne_platform.web.urls_rights")),
    path("", include("insigne_platform.web.urls_notifications")),
    path("", include("insigne_platform.web.urls_account")),
]

if settings.DEBUG:
    urlpatterns.append(path("design/", pages.design, name="design"))
