"""What is posted to the addresses of api."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side
from insigne_platform.courses.models import CourseBadge

AWARD = "/api/v1/awards/<uuidstr:award_id>"
BATCH = "/api/v1/batches/<uuidstr:batch_id>"
APPLICATION = "/api/v1/applications/<uuidstr:application_id>"
BADGE = "/api/v1/badges/<badge_id>"
COURSE = "/api/v1/courses/<course_id>"
ASKED = "/api/v1/endorsement-requests/<uuidstr:request_id>"


def _badge(side: Side) -> str:
    return str(side.named["badge"]["public_id"])


def _game(side: Side) -> str:
    badge = CourseBadge.objects.get(pk=side.named["api-course"]["course_badge_id"])
    return str(badge.achievement.public_id)


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/tokens": lambda _: {
        "name": "A program", "scopes": ["badges:read"], "days": "90",
    },
    "/api/v1/badges": lambda side: {"issuer": side.issuer.public_id, "scenario": "informal"},
    "/api/v1/awards": lambda side: {"badge": _badge(side), "email": "new@mail.example"},
    "/api/v1/awards/<uuidstr:award_id>/revoke": lambda _: {"reason": "A mistake of ours."},
    "/api/v1/awards/<uuidstr:award_id>/suspend": lambda _: {"reason": "An inquiry."},
    f"{BADGE}/approvals/send-back": lambda _: {"comment": "The criteria are not clear."},
    "/api/v1/groups": lambda _: {"name_en": "Arts"},
    "/api/v1/issuers": lambda _: {
        "name_en": "Arts", "url": "https://arts.example/", "email": "arts@mail.example",
    },
    "/api/v1/templates": lambda side: {"badge": _badge(side), "name": "Ice"},
    "/api/v1/templates/<uuidstr:template_id>/begin": lambda side: {
        "issuer": side.issuer.public_id,
    },
    f"{COURSE}/badges/<uuidstr:course_badge_id>/promote": lambda _: {"scenario": "informal"},
    "/api/v1/invitations": lambda _: {"email": "colleague-2@mail.example", "role": "observer"},
    "/api/v1/frameworks": lambda _: {
        "CFDocument": {"title": "Ice"},
        "CFItems": [{"fullStatement": "Reads ice", "uri": "https://ice.example/1"}],
    },
    "/api/v1/pathways": lambda side: {
        "issuer": side.issuer.public_id, "name_en": "Ice", "steps": [
            {"name_en": "Reading", "badges": [{"badge": _badge(side)}]},
        ],
    },
    "/api/v1/courses": lambda side: {"issuer": side.issuer.public_id, "name_en": "Ice 102"},
    f"{COURSE}/learners": lambda _: {"learners": [{"email": "new@mail.example"}]},
    f"{COURSE}/lecturers": lambda side: {"email": side.holder.email},
    f"{COURSE}/badges": lambda side: {"badge": _badge(side)},
    f"{COURSE}/awards": lambda side: {
        "badge": _game(side), "learners": [str(side.named["api-course"]["member_id"])],
    },
    "/api/v1/endorsement-requests": lambda side: {
        "badge": _badge(side), "email": "jury@third.example",
    },
    f"{ASKED}/decline": lambda _: {"reason": "Not our field."},
    f"{ASKED}/endorse": lambda side: {"issuer": side.issuer.public_id, "comment": "Well made."},
    "/api/v1/endorsements": lambda side: {
        "issuer": side.issuer.public_id, "badge": "nothing", "comment": "Well made.",
    },
    "/api/v1/endorsements/<uuidstr:endorsement_id>/withdraw": lambda _: {"reason": "A mistake."},
    f"{AWARD}/correct": lambda _: {"reason": "A mistake of ours.", "grade": "7"},
    f"{BATCH}/plan": lambda _: {"starts_at": "2199-01-01T09:00:00Z"},
    "/api/v1/changes": lambda side: {
        "kind": "revoke",
        "which": {"awards": [str(side.named["award"]["award_id"])]},
        "reason": "A mistake of ours.",
    },
    f"{APPLICATION}/approve": lambda _: {"message": "Well done."},
    f"{APPLICATION}/ask": lambda _: {"message": "Which lakes?"},
    f"{APPLICATION}/deny": lambda _: {"message": "Not enough."},
    f"{BADGE}/codes": lambda _: {"label": "Lecture"},
    f"{BADGE}/nominators": lambda _: {"email": "tutor@mail.example"},
    "/api/v1/nominations/<uuidstr:nomination_id>/decide": lambda _: {
        "chosen": [], "reason": "Not yet.",
    },
    f"{BADGE}/rules": lambda _: {"name": "Exam", "score_key": "exam", "score_at_least": 6},
    "/api/v1/scores": lambda _: {
        "scores": [{"key": "exam", "email": "new@mail.example", "value": 8}],
    },
    "/api/v1/batches": lambda side: {
        "badge": _badge(side), "rows": [{"email": "new@mail.example"}],
    },
}  # fmt: skip
