import re
from pathlib import Path

import pytest

import insigne.verification
from insigne.verification.finding import failed, inconclusive, passed
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report
from insigne.verification.words import REMEDIES, SENTENCES, headline, remedy, sentence

SOURCES = sorted(Path(insigne.verification.__file__).parent.rglob("*.py"))
LITERAL = re.compile(
    r'"((?:structure|carrier|source|proof|claims|linked|binding|validity|status|recipient|holder|issuer'
    r"|schemas|related|refresh|endorsements|about|nested|subject|credentials|policy|report)"
    r'\.[a-z_]+)"'
)
TROUBLES = {
    f"{check}.{trouble}"
    for check in ("source", "binding")
    for trouble in ("unreachable", "gone", "redirected", "unreadable", "stale")
}

SUMS = {
    f"{check}.{sum_of}"
    for check in ("endorsements", "nested", "credentials")
    for sum_of in ("ok", "invalid", "unknown")
}


def codes_in_the_source():
    modules = [path for path in SOURCES if not path.name.startswith("words")]
    written = {code for path in modules for code in LITERAL.findall(path.read_text())}
    return written | TROUBLES | SUMS


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_words(language):
    said = {code.partition("+")[0] for code in SENTENCES[language] if not code.startswith("*")}

    assert said == codes_in_the_source()


def test_the_languages_say_the_same_things():
    assert SENTENCES["nl"].keys() == SENTENCES["en"].keys()
    assert REMEDIES["nl"].keys() == REMEDIES["en"].keys()


def test_a_verdict_comes_with_its_reason():
    revoked = failed("status.revoked", "", reason="A mistake.")
    report = Report((failed("validity.expired", "", date="2025-06-14T00:00:00Z"), revoked))
    unknown = Report((inconclusive("status.unreachable", ""),), Verdict.UNKNOWN)

    assert headline(report, "en") == "Invalid. The issuer revoked this badge: A mistake."
    assert (
        headline(report, "nl") == "Ongeldig. De uitgever heeft deze badge ingetrokken: A mistake."
    )
    assert headline(Report((passed("proof.ok", ""),), Verdict.VALID), "nl") == "Geldig."
    assert headline(unknown, "nl") == (
        "Niet vast te stellen. Dat zegt niets over de badge. "
        "Of de uitgever de badge heeft ingetrokken, was niet te vragen."
    )


def test_dates_are_written_in_full():
    finding = failed("validity.expired", "", date="2025-06-14T22:00:00Z")

    assert sentence(finding, "nl") == "De badge is verlopen op 14 juni 2025."
    assert sentence(finding, "en") == "The badge expired on 14 June 2025."


def test_what_others_wrote_cannot_turn_the_text_around():
    finding = failed("status.revoked", "", reason="x\u202edilav\x1b[2J")

    assert sentence(finding, "en") == "The issuer revoked this badge: x\\u202edilav\\u001b[2J"


def test_a_value_is_no_template():
    finding = failed("status.revoked", "", reason="{date} {reason}", date="never")

    assert sentence(finding, "en") == "The issuer revoked this badge: {date} {reason}"


def test_a_code_without_words_is_said_by_its_outcome():
    assert sentence(failed("new.code", ""), "nl") == "Dit is niet in orde."
    assert remedy(passed("proof.ok", ""), "nl") == ""
    assert remedy(inconclusive("binding.unreachable", ""), "en") == "Try again later."


def test_a_date_that_is_none_is_shown_as_it_is():
    assert (
        sentence(failed("validity.expired", "", date="soon"), "en") == "The badge expired on soon."
    )
