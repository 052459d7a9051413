"""A credential in an SVG: in, out, and nothing else moved."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.baking import Baked, Standard, bake, extract, image_type
from insigne.errors import MalformedError, UnsupportedError

NS = "https://purl.imsglobal.org/ob/v3p0"
JWS = "eyJhbGciOiJFUzI1NiJ9.eyJpZCI6IjEifQ.c2lnbmF0dXJl"
PLAIN = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def svg(inside: str, declared: str = f'xmlns:openbadges="{NS}"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {declared}>{inside}<g/></svg>'.encode()


def test_json_is_the_body_of_the_first_child():
    baked = bake(PLAIN, '{"id":"1"}', standard=Standard.OPEN_BADGES_3)

    assert baked == (
        b'<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" '
        b'xmlns="http://www.w3.org/2000/svg"><openbadges:credential><![CDATA[{"id":"1"}]]>'
        b'</openbadges:credential><circle r="4"/></svg>'
    )


def test_a_jws_is_an_attribute():
    baked = bake(PLAIN, JWS, standard=Standard.OPEN_BADGES_3)

    assert f'<openbadges:credential verify="{JWS}"/><circle'.encode() in baked


def test_version_2_names_the_address_beside_the_json():
    baked = bake(PLAIN, '{"id":"https://x.example/?a=1&b=2"}', standard=Standard.OPEN_BADGES_2)

    assert b'xmlns:openbadges="http://openbadges.org"' in baked
    assert (
        b'<openbadges:assertion verify="https://x.example/?a=1&amp;b=2">'
        b'<![CDATA[{"id":"https://x.example/?a=1&b=2"}]]></openbadges:assertion>'
    ) in baked
    assert extract(baked) == Baked('{"id":"https://x.example/?a=1&b=2"}', Standard.OPEN_BADGES_2)


@pytest.mark.parametrize("address", ["urn:uuid:1", "a.b.c", 5, "https://x.example/a b", None])
def test_an_assertion_without_an_address_on_the_web_stands_alone(address):
    text = json.dumps({"id": address})

    baked = bake(PLAIN, text, standard=Standard.OPEN_BADGES_2)

    assert f"<openbadges:assertion><![CDATA[{text}]]>".encode() in baked
    assert extract(baked) == Baked(text, Standard.OPEN_BADGES_2)


def test_version_1_names_the_address_of_verification():
    text = '{"uid":"1","verify":{"type":"hosted","url":"https://x.example/1"}}'

    baked = bake(PLAIN, text, standard=Standard.OPEN_BADGES_2)

    assert b'<openbadges:assertion verify="https://x.example/1"><![CDATA[' in baked
    assert extract(baked) == Baked(text, Standard.OPEN_BADGES_2)


def test_a_learner_record_has_a_namespace_of_its_own():
    baked = bake(PLAIN, '{"id":"1"}', standard=Standard.CLR_2)

    assert baked == (
        b'<svg xmlns:clr="https://purl.imsglobal.org/clr/v2p0" xmlns="http://www.w3.org/2000/svg">'
        b'<clr:credential><![CDATA[{"id":"1"}]]></clr:credential><circle r="4"/></svg>'
    )


def test_version_2_may_be_an_address():
    baked = bake(PLAIN, "https://x.example/?a=1&b=2", standard=Standard.OPEN_BADGES_2)

    assert extract(baked) == Baked("https://x.example/?a=1&b=2", Standard.OPEN_BADGES_2)


in_xml = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n\r")
texts = st.text(in_xml.filter(lambda c: c not in "\ufffe\uffff"), min_size=1).filter(str.strip)


special = st.sampled_from(
    ["]]>", "a]]>b]]]]>>", "\r\n x \r", "<a>&amp;", JWS, "https://x.example/?a=<b>&c=\"d'", "a.b.c"]
)
names = st.text(st.sampled_from("abcXY"), min_size=1, max_size=6)


@given(texts | special, st.sampled_from(Standard))
def test_what_goes_in_comes_out(text, standard):
    assert extract(bake(PLAIN, text, standard=standard)) == Baked(text, standard)


@st.composite
def drawings(draw):
    """Drawings of a few elements, with attributes, comments and texts in them."""
    attributes = "".join(
        f' {name}="{draw(st.sampled_from(["", "x", ">", "/>", "é"]))}"'
        for name in draw(st.lists(names, unique=True, max_size=3))
    )
    inside = "".join(
        draw(
            st.lists(
                st.sampled_from(
                    ["<g/>", "<g>é</g>", "<!-- <g> -->", "&amp;", "<![CDATA[<]]>", "\n"]
                ),
                max_size=5,
            )
        )
    )
    end = draw(st.sampled_from(["", "\n", "<!-- end -->"]))
    return f'<svg{attributes} xmlns="http://www.w3.org/2000/svg">{inside}</svg>{end}'.encode()


@given(drawings(), st.lists(st.tuples(texts | special, st.sampled_from(Standard)), min_size=1))
def test_whatever_was_baked_before_only_the_last_comes_out(drawing, badges):
    image = drawing
    for text, standard in badges:
        image = bake(image, text, standard=standard)

    assert extract(image) == Baked(*badges[-1])


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_of_a_drawing_gives_another_credential_or_none_or_the_same(place, change):
    image = bytearray(bake(PLAIN, f"{JWS}", standard=Standard.OPEN_BADGES_3))
    place %= len(image)
    image[place] ^= change

    try:
        baked = extract(bytes(image))
    except (MalformedError, UnsupportedError):
        return
    start = image.find(b"verify=") + 8
    is_in_credential = start <= place < start + len(JWS)
    assert baked is None or is_in_credential or baked.text == JWS


DRAWINGS = {
    "plain": PLAIN,
    "declaration": b'<?xml version="1.0" encoding="utf-8"?>\n' + PLAIN,
    "byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "doctype": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x.example/a.dtd">' + PLAIN,
    "comment before": "<!-- <svg> é -->\n".encode() + PLAIN,
    "empty": b'<svg xmlns="http://www.w3.org/2000/svg" width="5"/>',
    "empty with space": b"<svg xmlns='http://www.w3.org/2000/svg' />",
    "greater-than in an attribute": b"""<svg a=">" b='/>'><g/></svg>""",
    "prefixed": b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/></s:svg>',
    "text before": '<svg id="日本"><text>é</text></svg>'.encode(),
    "no namespace": b"<svg><g/></svg>",
    "a declaration inside a value": b"<svg title=\" xmlns:openbadges='x' \"><g/></svg>",
    "another meaning": b'<svg xmlns:openbadges="urn:x"><openbadges:g/></svg>',
    "another prefix": f'<svg xmlns:ob="{NS}"><g/></svg>'.encode(),
}


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("text", [JWS, '{"id":"https://x.example/é"}'])
@pytest.mark.parametrize("standard", Standard)
def test_every_drawing_can_be_baked_again_and_again(name, text, standard):
    image = DRAWINGS[name]
    assert image_type(image) == "image/svg+xml"
    assert extract(image) is None

    once = bake(image, text, standard=standard)
    other = bake(once, "https://old.example/", standard=Standard.OPEN_BADGES_2)
    again = bake(other, text, standard=standard)

    assert extract(once) == Baked(text, standard)
    assert extract(again) == Baked(text, standard)
    assert bake(once, text, standard=standard) == once


@pytest.mark.parametrize("name", ["plain", "declaration", "doctype", "comment before", "prefixed"])
def test_the_drawing_itself_is_kept_byte_for_byte(name):
    image = DRAWINGS[name]
    declaration = f' xmlns:openbadges="{NS}"'.encode()
    element = f'<openbadges:credential verify="{JWS}"/>'.encode()

    baked = bake(image, JWS, standard=Standard.OPEN_BADGES_3)

    assert baked.replace(declaration, b"").replace(element, b"") == image


def test_samples_of_1edtech(shared_vectors):
    folder = shared_vectors / "1edtech/ob30"

    in_json = extract((folder / "simple-json.svg").read_bytes())
    in_jwt = extract((folder / "simple-jwt.svg").read_bytes())

    assert in_json is not None
    assert '"http://example.com/credentials/3527"' in in_json.text
    assert in_jwt is not None
    assert in_jwt.text.startswith("eyJhbGciOiJSUzI1NiIs")


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
CREDENTIAL = f'<openbadges:credential verify="{JWS}"/>'

BROKEN = {
    "not closed": PLAIN[:-3],
    "cut": PLAIN[:20],
    "billion laughs": f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]><svg>&l9;</svg>'.encode(),
    "external entity": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "parameter entity": b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://x.example/">%x;]><svg/>',
    "an entity that is declared elsewhere": (
        b'<!DOCTYPE svg PUBLIC "x" "https://x.example/x.dtd"><svg>&x;</svg>'
    ),
    "a credential as default attribute": (
        b"<!DOCTYPE svg [<!ATTLIST o:assertion verify CDATA 'https://x.example/1'>]>"
        b'<svg><o:assertion xmlns:o="http://openbadges.org"/></svg>'
    ),
    "two credentials": svg(CREDENTIAL * 2),
    "two standards": svg(CREDENTIAL + '<a:assertion xmlns:a="http://openbadges.org" verify="x"/>'),
    "attribute and body": svg(f'<openbadges:credential verify="{JWS}">x</openbadges:credential>'),
    "an empty credential": svg("<openbadges:credential/>"),
    "an element inside": svg("<openbadges:credential><g/></openbadges:credential>"),
    "a credential inside": svg(
        f"<openbadges:credential>{CREDENTIAL}</openbadges:credential>",
    ),
    "too long a text": svg(
        f"<openbadges:credential>{'x' * (1024 * 1024 + 1)}</openbadges:credential>"
    ),
    "too large": svg(f"<!--{'x' * 10 * 1024 * 1024}-->"),
    "too deep": svg("<g>" * 500 + "</g>" * 500),
    "unbound prefix": svg(CREDENTIAL, ""),
    "no UTF-8": b'<svg a="\xff"/>',
    "two roots": PLAIN + PLAIN,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_and_hostile_drawings_are_malformed(name):
    with pytest.raises(MalformedError):
        extract(BROKEN[name])


@pytest.mark.parametrize(
    "image",
    [
        b'<?xml version="1.0" encoding="utf-16"?><svg/>',
        b'<?xml version="1.0" encoding="ISO-8859-1"?><svg/>',
    ],
)
def test_other_encodings_are_unsupported(image):
    with pytest.raises(UnsupportedError):
        extract(image)


def test_control_characters_are_not_baked():
    with pytest.raises(MalformedError):
        bake(PLAIN, '{"a":"\x07"}', standard=Standard.OPEN_BADGES_3)


@given(st.binary(max_size=80))
def test_any_bytes_are_no_crash(junk):
    with suppress(MalformedError, UnsupportedError):
        extract(b"<svg " + junk)


@pytest.mark.parametrize(
    "start", [b"<!---->" * 9_000, b"<!--" * 16_000, b"<!DOCTYPE svg [" * 4_000, b" " * 65_000]
)
def test_recognising_takes_no_long_time(start):
    begin = time.perf_counter()

    assert image_type(start + b"<html>") is None
    assert time.perf_counter() - begin < 0.5
