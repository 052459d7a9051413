"""The pages of the catalogue, what others may frame, its feeds, and its data for machines."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from insigne_platform.achievements import services
from insigne_platform.web.linked_data import credential, script_of
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db

FULL = {
    **WORDS,
    "scenario": "microcredential",
    "language": "en",
    "name_en": "Reading ice",
    "learning_outcomes": [{"en": "Measures ice.", "nl": "Meet ijs."}],
    "skills": ["glaciology"],
    "tags": ["winter"],
    "workload_ects": "2.5",
    "eqf_level": 6,
    "nlqf_level": "6",
    "assessment_kind": "report",
    "assessment_type": "Report",
    "participation_kind": "campus",
    "participation_form": "On campus",
    "quality_kind": "accredited",
    "quality_assurance": "Accredited",
    "supervision": "Checked",
    "valid_months": 36,
}


@pytest.fixture
def badge(cast, noon):
    def make(**changes):
        version = services.draft_badge(cast.uppsala_issuer, {**FULL, **changes}, by=cast.ada)
        services.set_picture(version, PICTURE, by=cast.ada)
        return services.publish(version, by=cast.ada, at=noon)

    return make


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


class Blocks(HTMLParser):
    """The data blocks of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, object]] = []
        self._in_block = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._in_block = tag == "script" and dict(attrs).get("type") == "application/ld+json"

    def handle_data(self, data):
        if self._in_block and data.strip():
            self.found.append(json.loads(data))
            self._in_block = False


def test_a_public_badge_page_says_what_it_is_in_schema_org_s_words(badge, visitor, cast):
    version = badge()
    address = f"/public/badges/{version.achievement.public_id}"

    page = visitor.get(address, HTTP_ACCEPT="text/html").content.decode()

    [said] = Blocks(page).found
    url = f"https://badges.example.org{address}"
    assert said == {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalCredential",
        "@id": url,
        "url": url,
        "name": "Reading ice",
        "description": FULL["description_en"],
        "image": f"{url}/v1/image",
        "inLanguage": "en",
        "version": "1",
        "credentialCategory": "Microcredential",
        "educationalLevel": [
            {"@type": "DefinedTerm", "name": "EQF 6", "termCode": "6", "inDefinedTermSet": {
                "@type": "DefinedTermSet", "name": "European Qualifications Framework"}},
            {"@type": "DefinedTerm", "name": "NLQF 6", "termCode": "6", "inDefinedTermSet": {
                "@type": "DefinedTermSet", "name": "Nederlands kwalificatieraamwerk"}},
        ],
        "competencyRequired": ["Measures ice.", "glaciology"],
        "recognizedBy": {
            "@type": "Organization", "name": "Uppsala University", "url": cast.uppsala.url,
            "address": {"@type": "PostalAddress", "addressCountry": cast.uppsala.country},
        },
        "publisher": {
            "@type": "Organization",
            "@id": f"https://badges.example.org/public/issuers/{cast.uppsala_issuer.public_id}",
            "name": "Uppsala University", "url": cast.uppsala_issuer.url,
        },
        "validFor": "P36M",
        "timeRequired": "PT70H",
        "keywords": "glaciology, winter",
        "datePublished": "2026-06-01",
    }  # fmt: skip


def test_no_name_ends_the_block_of_data(badge):
    evil = "</script><script>alert(1)</script><!-- & 'x'"
    version = badge(name_en=evil)

    block = str(script_of(credential(version)))

    assert block.count("</script>") == 1
    assert "<!--" not in block
    assert Blocks(block).found[0]["name"] == evil


def test_an_older_version_has_its_own_address(badge, visitor):
    version = badge()

    page = visitor.get(f"/public/badges/{version.achievement.public_id}/v1").content.decode()

    [said] = Blocks(page).found
    assert str(said["url"]).endswith(f"{version.achievement.public_id}/v1")


def test_a_game_element_is_described_to_no_machine(badge, visitor):
    version = badge(scenario="game")

    page = visitor.get(f"/public/badges/{version.achievement.public_id}").content.decode()

    assert Blocks(page).found == []
    assert "Reading ice" not in visitor.get("/catalogue").content.decode()


def test_the_catalogue_lists_and_describes_its_badges(badge, visitor, cast):
    version = badge()

    page = visitor.get(f"/catalogue/{cast.uppsala.public_id}").content.decode()

    assert f'href="/public/badges/{version.achievement.public_id}"' in page
    for words in ("2.5 EC", "EQF 6", "Microcredential", "How you earn it:"):
        assert words in page
    [said] = Blocks(page).found
    assert said["@type"] == "ItemList"
    assert [item["item"]["name"] for item in said["itemListElement"]] == ["Reading ice"]


def test_the_catalogue_speaks_the_reader_s_language(badge, cast):
    badge()
    reader = Client()
    reader.cookies["django_language"] = "nl"

    page = reader.get(f"/catalogue/{cast.uppsala.public_id}").content.decode()

    assert "IJs lezen" in page
    assert "Hoe u hem verdient:" in page


def test_the_address_keeps_what_was_asked(badge, visitor):
    badge()

    page = visitor.get("/catalogue?search=ice&level=6&order=newest").content.decode()

    assert 'value="ice"' in page
    assert '<option value="6" selected>' in page
    assert 'href="?search=ice&amp;order=newest"' in page


@pytest.mark.parametrize(
    "query",
    [
        "level=%00", "level=<script>alert(1)</script>", "page=-1", "page=99999999999999999999",
        "order=../../etc", "search=" + "x" * 3000, "search=%00", "institution=not-a-uuid",
        "field=%F0%9F%92%A9", "search=%25&workload=%27", "kind=game",
    ],
)  # fmt: skip
def test_strange_questions_get_a_page(badge, visitor, query):
    badge()

    for place in ("/catalogue", "/catalogue/feed.atom", "/catalogue/feed.json"):
        answer = visitor.get(f"{place}?{query}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("place", ["nowhere", "..", "%00", "a" * 200])
def test_a_place_that_is_not_there_is_not_found(visitor, place, db):
    assert visitor.get(f"/catalogue/{place}").status_code == 404


def test_what_a_badge_says_is_text_in_the_catalogue(badge, visitor):
    badge(name_en="<img src=x onerror=alert(1)>", description_en="</p><script>x</script>")

    page = visitor.get("/catalogue").content.decode()

    assert "<img src=x" not in page
    assert "<script>x" not in page


def test_only_the_embedded_page_may_be_framed_and_it_leaves_nothing_behind(badge, cast):
    version = badge()
    stranger = Client()
    place = f"/catalogue/{cast.uppsala.public_id}"

    framed = stranger.get(f"{place}/embed?lang=nl")
    page = stranger.get(place)

    assert framed.status_code == 200
    assert "X-Frame-Options" not in framed.headers
    policy = framed.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert not framed.cookies
    assert b"<script" not in framed.content
    assert framed.headers["Content-Language"] == "nl"
    assert "IJs lezen" in framed.content.decode()
    assert version.achievement.public_id in framed.content.decode()
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_the_atom_feed_is_whole(badge, visitor, cast):
    version = badge(tags=["R&D"])

    answer = visitor.get(f"/catalogue/{cast.uppsala.public_id}/feed.atom?lang=en")

    feed = ElementTree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert feed.findtext(f"{atom}title") == "Badges of Uppsala University"
    [entry] = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}id").endswith(version.achievement.public_id)
    assert entry.findtext(f"{atom}title") == "Reading ice"
    assert entry.findtext(f"{atom}updated") == "2026-06-01T12:00:00Z"
    terms = [each.get("term") for each in entry.findall(f"{atom}category")]
    assert terms == ["microcredential", "R&D"]


def test_the_json_feed_is_whole_and_says_what_each_badge_is(badge, visitor):
    version = badge()

    answer = visitor.get("/catalogue/feed.json?lang=en&search=ice")

    feed = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/feed+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed["items"]
    assert item["title"] == "Reading ice"
    assert item["_insigne"] == {"@context": "https://schema.org", **credential(version)}
    assert json.loads(visitor.get("/catalogue/feed.json?search=nothing").content)["items"] == []


def test_a_catalogue_of_many_asks_as_much_as_one_of_one(badge, visitor, cast):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            visitor.get(f"/catalogue/{cast.uppsala.public_id}?search=ice&level=6")
        return len(asked)

    badge()
    queries()
    of_one = queries()
    for number in range(4):
        badge(name_en=f"Reading ice {number}")

    assert queries() == of_one


def test_staff_leave_a_badge_out_and_take_the_code_along(badge, visitor, at_the_door, cast):
    version = badge()
    ada = at_the_door(cast.ada)

    page = unescape(ada.get(f"/issuing/{cast.uppsala.public_id}/catalogue").content.decode())
    ada.post(f"/issuing/badges/{version.pk}/catalogue", {"leave": "1"})

    [source] = re.findall(r'<iframe src="([^"]+)"', page)
    assert source.startswith("https://badges.example.org/catalogue/")
    assert "Reading ice" not in visitor.get("/catalogue").content.decode()
    ada.post(f"/issuing/badges/{version.pk}/catalogue", {"show": "1"})
    assert "Reading ice" in visitor.get("/catalogue").content.decode()
