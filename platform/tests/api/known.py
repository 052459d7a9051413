"""One of each thing that the API can name, so that made-up requests find something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.a_moment import NOON, a_moment
from api.conftest import Program
from conftest import Cast
from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core import outbox
from insigne_platform.earning import services as earning
from insigne_platform.earning.evidence import OfferedFile
from insigne_platform.earning.models import Moment, Nominator
from web.a_badge import PICTURE, WORDS

# What a field of a body names.
FIELDS = {
    "badge": "badge_id",
    "issuer": "issuer_id",
    "leads_to": "badge_id",
    "institution": "institution_id",
    "moment": "moment_id",
}
LISTS = {
    "awards": "award_id",
    "badges": "badge_id",
    "chosen": "nominee_id",
    "learners": "member_of_course",
    "related": "badge_id",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What there is, and a token for all of it."""

    headers: dict[str, str]
    names: dict[str, str]

    def fill(self, case: Any) -> None:
        """Have the request bring our token, and about every second one name what is there."""
        case.headers = {**(case.headers or {}), **self.headers}
        for name, value in self.names_for(case).items():
            given = (case.path_parameters or {}).get(name)
            if given is not None and len(str(given)) % 2 == 0:
                case.path_parameters[name] = value
        self._fill(case.body)

    def names_for(self, case: Any) -> dict[str, str]:
        """What the path may name; somebody in a course is another one than in the house."""
        if "/courses/" in case.path:
            return {**self.names, "member_id": self.names["member_of_course"]}
        return self.names

    def _fill(self, body: Any) -> None:
        if isinstance(body, list):
            for each in body:
                self._fill(each)
        if not isinstance(body, dict):
            return
        for field, value in body.items():
            if field in FIELDS and isinstance(value, str) and len(value) % 2 == 0:
                body[field] = self.names[FIELDS[field]]
            elif field in LISTS and isinstance(value, list):
                known = self.names[LISTS[field]]
                body[field] = [known if isinstance(each, str) else each for each in value]
            self._fill(body[field])


def make_known(ada: Program, cast: Cast, published: AchievementVersion, *, at: datetime) -> Known:
    """Make it all, by the API where it can be made there."""
    badge, issuer = published.achievement.public_id, published.achievement.issuer.public_id
    award = ada.post("awards", {"badge": badge, "email": "amina@mail.example"}).json()
    outbox.deliver_all()
    course = ada.post("courses", {"issuer": issuer, "name_en": "Ice 101"}).json()["id"]
    ada.post(f"courses/{course}/learners", {"learners": [{"email": "a@mail.example"}]})
    game = _game(cast, at)
    names = {
        "institution_id": cast.elsewhere.public_id,
        "issuer_id": issuer,
        "badge_id": badge,
        "award_id": award["id"],
        "batch_id": award["batch"],
        "moment_id": str(a_moment(published, cast.ada).pk),
        "member_id": ada.get("people").json()["items"][0]["id"],
        "course_id": course,
        "member_of_course": ada.get(f"courses/{course}/learners").json()["items"][0]["id"],
    }
    made = {
        "change_id": ("changes", {"kind": "suspend", "which": {"badge": badge}, "reason": "?"}),
        "invitation_id": ("invitations", {"email": "new@mail.example", "role": "observer"}),
        "code_id": (f"badges/{badge}/codes", {"label": "Lecture"}),
        "nominator_id": (f"badges/{badge}/nominators", {"email": cast.eva.email}),
        "rule_id": (
            f"badges/{badge}/rules",
            {"name": "Exam", "score_key": "exam", "score_at_least": 6},
        ),
        "pathway_id": (
            "pathways",
            {"issuer": issuer, "name_en": "Ice", "steps": [{"name_en": "One"}]},
        ),
        "course_badge_id": (f"courses/{course}/badges", {"badge": game}),
        "request_id": (
            "endorsement-requests",
            {"badge": badge, "institution": cast.elsewhere.public_id},
        ),
        "group_id": ("groups", {"name_en": "Faculty of Ice"}),
        "template_id": ("templates", {"badge": badge, "name": "Ice"}),
        "framework_id": (
            "frameworks?name=Ice",
            {"CFItems": [{"fullStatement": "Reads ice", "uri": "https://ice.example/1"}]},
        ),
    }
    for name, (path, body) in made.items():
        names[name] = ada.post(path, body).json()["id"]
    names |= _of_a_moment(ada, cast, names["moment_id"])
    names["endorsement_id"] = names["request_id"]
    names |= _asked_for(cast, published, names["nominator_id"], at)
    return Known({"Authorization": f"Bearer {ada.secret}"}, names)


def _of_a_moment(ada: Program, cast: Cast, moment_id: str) -> dict[str, str]:
    """Somebody who takes a test, and a list of results of it."""
    moment = Moment.objects.get(pk=moment_id)
    made = earning.register(moment, email=cast.eva.email, name="Eva", by=cast.eva, at=NOON)
    rows = [{"email": "nobody@mail.example", "score": 8}]
    results = ada.post(f"moments/{moment_id}/results", {"rows": rows}).json()
    return {"registration_id": str(made.pk), "results_id": results["id"]}


def _game(cast: Cast, at: datetime) -> str:
    words = {**WORDS, "scenario": "game"}
    version = achievements.draft_badge(cast.uppsala_issuer, words, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=at)
    return str(version.achievement.public_id)


def _asked_for(
    cast: Cast, published: AchievementVersion, nominator_id: str, at: datetime
) -> dict[str, str]:
    """Somebody applied, and somebody was nominated."""
    badge = published.achievement
    earning.set_opening(badge, earning.OpeningWords(is_open=True), by=cast.ada)
    application = earning.apply(
        badge, email=cast.eva.email, name="Eva", files=[OfferedFile("a.pdf", b"%PDF-1.7 a")],
        by=cast.eva, at=at,
    )  # fmt: skip
    nominator = Nominator.objects.get(pk=nominator_id)
    nomination = earning.nominate(nominator, "named@mail.example", by=cast.eva, at=at)
    return {
        "application_id": str(application.pk),
        "file_id": str(application.files.get().pk),
        "nomination_id": str(nomination.pk),
        "nominee_id": str(nomination.nominees.get().pk),
    }
