"""What a holder shows of a badge, without its grade, is verified by others."""

from __future__ import annotations

import base64
import json
import re
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from documents import contexts

sys.path.insert(0, str(Path(__file__).parents[2] / "platform" / "tests"))

from browser.conftest import Demo, start_demo
from insigne_platform.demo.university import AMINA, PASSWORD

pytestmark = pytest.mark.interop
SOON = f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"  # the demo awards today
GRADE = "8"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    running = start_demo(tmp_path_factory.mktemp("disclosing") / "data")
    yield running
    running.stop()


class Holder:
    """Amina at the pages, as her browser asks them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/account/login/", login=AMINA.email, password=PASSWORD)

    def get(self, path: str) -> str:
        with self.browser.open(self.url + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path: str, **fields: object) -> bytes:
        """Send the form that stands at *path*."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        assert token is not None
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}, doseq=True)
        with self.browser.open(self.url + path, body.encode(), timeout=30) as answer:
            return answer.read()


@pytest.fixture(scope="module")
def shown(demo) -> dict[str, str]:
    """One badge with a grade, without that, in both kinds of file."""
    holder = Holder(demo.url)
    for path in re.findall(r'href="(/backpack/[0-9a-f-]{36})"', holder.get("/backpack")):
        page = holder.get(f"{path}/disclose")
        if 'value="grade"' in page and 'value="name"' in page:
            return {
                kind: holder.post(
                    f"{path}/disclose", fields_shown=["name"], format=kind, download="1"
                ).decode()
                for kind in ("sd-jwt-vc", "ecdsa-sd-2023")
            }
    raise AssertionError("the demo has no badge with a grade")


def served(url: str) -> dict:
    asked = urllib.request.Request(url, headers={"Accept": "application/ld+json"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        return json.loads(answer.read())


def part_of(token: str, number: int) -> dict:
    text = token.split("~")[0].split(".")[number]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def test_sd_jwt_vc_verifies_what_is_shown_and_learns_no_grade(demo, node, shown):
    token = shown["sd-jwt-vc"]
    header, claims = part_of(token, 0), part_of(token, 1)
    place = urllib.parse.urlsplit(claims["iss"])
    known = served(f"{demo.url}/.well-known/jwt-vc-issuer{place.path}")
    key = next(key for key in known["jwks"]["keys"] if key["kid"] == header["kid"])

    read = node("sd_jwt_verify", alg="ES256", issuerKey=key, token=token, now=SOON)
    jwt, *disclosures = token.split("~")
    fewer = node("sd_jwt_verify", alg="ES256", issuerKey=key, token="~".join([jwt, ""]), now=SOON)
    forged = node(
        "sd_jwt_verify", alg="ES256", issuerKey=key, now=SOON,
        token="~".join([jwt[:-4] + ("AAAA" if jwt[-4:] != "AAAA" else "BBBB"), *disclosures]),
    )  # fmt: skip

    assert read["verified"] is True, read
    subject = read["payload"]["credentialSubject"]
    assert subject["identifier"]
    assert "result" not in subject
    assert fewer["verified"] is True, fewer
    assert "identifier" not in fewer["payload"]["credentialSubject"]
    assert forged["verified"] is False


def test_ecdsa_sd_2023_verifies_what_is_derived_and_learns_no_grade(demo, node, shown):
    derived = json.loads(shown["ecdsa-sd-2023"])
    issuer = derived["issuer"]["id"]
    documents = contexts() | {issuer: served(issuer)}

    def verified(credential: dict) -> bool:
        answer = node(
            "digitalbazaar_verify", credential=credential, documents=documents,
            cryptosuite="ecdsa-sd-2023", now=SOON,
        )  # fmt: skip
        return bool(answer["verified"])

    changed = json.loads(shown["ecdsa-sd-2023"].replace('"name":"', '"name":"Not ', 1))

    assert changed != derived
    assert verified(derived)
    assert not verified(changed)
    assert derived["credentialSubject"]["identifier"]
    assert "result" not in derived["credentialSubject"]
