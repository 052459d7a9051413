"""Letters in an institution's own words: what is refused, what is filled in, and how it arrives."""

import re

import pytest
from django.utils.translation import override

from achievements.badge_making import draft, published
from awards.award_making import awarded
from insigne_platform.achievements import services as badges
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.awards.wordings import LETTERS
from insigne_platform.core import outbox
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.endorsements import services as endorsements
from insigne_platform.endorsements.models import EndorsementRequest
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.letters import fill, lay_out, problems_with_words, standard
from insigne_platform.institutions.models import LetterText
from insigne_platform.web.letter_book import BOOK, PLACES, previews

CLAIM = LETTERS["claim"]
VALUES = {
    "name": "Amina", "badge": "Reading ice", "issuer": "Uppsala", "grade": "",
    "end": "", "link": "https://badges.example.org/claim/x?a=1&b=2",
}  # fmt: skip


@pytest.fixture
def given(cast, noon) -> Award:
    return awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)


OWN = ("Yes, {badge}!", "Dear {name},\n\nLook here:\n\n{link}\n\nRegards")


@pytest.mark.parametrize("kind", BOOK)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_standard_text_would_be_taken(kind, language):
    words = standard(BOOK[kind], language)

    assert problems_with_words(BOOK[kind], {language: words}) == []
    assert set(BOOK[kind].all_places) <= set(PLACES)


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        ("", "{link}", "subject_en"),
        ("{link}", "{link}", "subject_en"),
        ("{naam}", "{link}", "subject_en"),
        ("x" * 151, "{link}", "subject_en"),
        ("Good", "No way to get there", "body_en"),
        ("Good", "{link} {naam}", "body_en"),
        ("Good", "{link} {message}", "body_en"),  # of another letter
        ("Good", "{link} {{ name }}", "body_en"),
        ("Good", "{link} {name.__class__}", "body_en"),
        ("Good", "{link}" + "x" * 5000, "body_en"),
    ],
)
def test_what_would_not_arrive_well_is_refused(subject, body, field):
    problems = problems_with_words(CLAIM, {"en": (subject, body)})

    assert [problem.field for problem in problems] == [field]


def test_the_refusal_names_what_is_wrong_and_what_there_is():
    with override("en"):
        [problem] = problems_with_words(CLAIM, {"en": ("Good", "{link} {naam}")})

    assert problem.message == (
        "{naam} is no placeholder of this letter. "
        "There are: {name}, {badge}, {issuer}, {grade}, {end}, {link}."
    )


def test_what_is_filled_in_is_not_looked_at_again():
    values = {**VALUES, "name": "{link}", "badge": "{% include 'x' %}{name}"}

    assert fill("{name}: {badge}", values) == "{link}: {% include 'x' %}{name}"


def test_nothing_that_is_written_or_filled_in_becomes_html():
    words = ("<b>{badge}", "<script>alert(1)</script> & {name}\n{link}")

    context = lay_out(words, button="Go", values={**VALUES, "name": "<img src=x onerror=y>"})

    [block] = context["blocks"]
    assert block.html == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x onerror=y&gt;<br>"
        '<a href="https://badges.example.org/claim/x?a=1&amp;b=2">'
        "https://badges.example.org/claim/x?a=1&amp;b=2</a>"
    )
    assert "<img src=x onerror=y>" in block.text  # as text it is text


def test_a_paragraph_for_which_there_is_nothing_falls_away_and_a_name_only_itself():
    body = "Congratulations {name},\r\n\r\nYour result: {grade}.\n\n{link}"

    with_all = lay_out(("S", body), button="Go", values={**VALUES, "grade": "9"})
    without = lay_out(("S", body), button="Go", values={**VALUES, "name": ""})

    said = [block.text for block in with_all["blocks"]]
    assert said == ["Congratulations Amina,", "Your result: 9.", VALUES["link"]]
    assert [block.text for block in without["blocks"]] == ["Congratulations,", VALUES["link"]]
    assert without["blocks"][1].is_button


def test_a_subject_is_one_line():
    context = lay_out(("{badge}", "{link}"), button="", values={**VALUES, "badge": "A\r\nBcc: x"})

    assert context["subject"] == "A Bcc: x"


@pytest.mark.django_db
def test_own_words_are_mailed_in_one_language_and_standard_ones_in_the_other(
    cast, given, noon, mailoutbox
):
    words = {"nl": OWN, "en": standard(CLAIM, "en")}
    services.set_letter(cast.uppsala, "claim", CLAIM, words, by=cast.ada)

    awards.mail_claims(given.batch_id, at=noon)

    [message] = mailoutbox  # Amina reads Dutch
    assert message.subject == "Yes, IJs lezen!"
    assert re.search(
        r"Look here:\n\n.+:\nhttps://badges\.example\.org/claim/[\w-]+\n", message.body
    )
    assert LetterText.objects.get().language == "nl"


@pytest.mark.django_db
def test_the_way_back_to_the_standard_text(cast):
    services.set_letter(cast.uppsala, "claim", CLAIM, {"nl": OWN, "en": OWN}, by=cast.ada)
    services.restore_letter(cast.uppsala, "claim", "nl", by=cast.ada)

    own = selectors.own_letters(cast.uppsala)

    assert own == {("claim", "en"): OWN}
    assert selectors.words_of(own, "claim", CLAIM, "nl") == standard(CLAIM, "nl")


@pytest.mark.django_db
def test_only_who_runs_the_house_writes_its_letters(cast):
    with pytest.raises(NotPermitted):
        services.set_letter(cast.uppsala, "claim", CLAIM, {"nl": OWN}, by=cast.bo)
    with pytest.raises(NotPermitted):
        services.restore_letter(cast.uppsala, "claim", "nl", by=cast.bo)
    with pytest.raises(Invalid):
        services.set_letter(cast.uppsala, "claim", CLAIM, {"nl": ("", "")}, by=cast.ada)

    assert not LetterText.objects.exists()


@pytest.mark.django_db
def test_the_logo_and_the_colours_travel_in_the_letter(cast, given, noon, mailoutbox):
    house = cast.uppsala
    house.logo_png, house.logo_alt_en, house.primary = b"\x89PNG\r\n\x1a\nlogo", "A lion", "#7a1f5c"
    house.save()

    awards.mail_claims(given.batch_id, at=noon)

    [message] = mailoutbox
    page = message.alternatives[0][0]
    assert 'src="cid:logo"' in page
    assert "#7a1f5c" in page
    [picture] = message.attachments
    assert (picture["Content-ID"], picture.get_content()) == ("<logo>", bytes(house.logo_png))
    assert b"Content-ID: <logo>" in message.message().as_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BOOK)
def test_the_preview_fills_in_everything(cast, kind):
    words = {language: standard(BOOK[kind], language) for language in ("nl", "en")}

    for shown in previews(BOOK[kind], words, cast.uppsala):
        said = f"{shown['subject']} {[block.text for block in shown['blocks']]}"
        assert "{" not in said.replace("[", "")
        assert any(block.is_button for block in shown["blocks"])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["staff_invited", "approval_asked", "endorsement_asked"])
def test_letters_to_colleagues_say_what_the_house_wrote(cast, noon, mailoutbox, kind):
    words = ("Own words", "Read this:\n\n{link}")
    services.set_letter(cast.uppsala, kind, BOOK[kind], {"nl": words, "en": words}, by=cast.ada)

    SENDING[kind](cast, noon)
    outbox.deliver_all()

    said = [message.subject for message in mailoutbox]
    assert said == ["Own words"]
    assert "Read this:" in mailoutbox[0].body


def _invite(cast, noon):
    services.invite(
        cast.uppsala, "new@mail.example", ["may_award"], language="nl", by=cast.ada, at=noon
    )


def _ask_approval(cast, noon):
    services.add_staff(cast.uppsala, cast.eva, ["may_approve"], by=cast.ada)
    badges.ask_approval(draft(cast.uppsala_issuer, cast.ada), by=cast.ada, at=noon)


def _ask_endorsement(cast, noon):
    badge = published(cast.uppsala_issuer, cast.ada, noon).achievement
    endorsements.ask(badge, of=cast.elsewhere, message="Would you?", language="en", by=cast.ada)


SENDING = {
    "staff_invited": _invite,
    "approval_asked": _ask_approval,
    "endorsement_asked": _ask_endorsement,
}


@pytest.mark.django_db
def test_an_invitation_says_what_may_be_done_and_nothing_of_it_is_html(cast, noon, mailoutbox):
    cast.ada.display_name = "<b>Ada</b>"
    cast.ada.save()
    _invite(cast, noon)
    outbox.deliver_all()

    [message] = mailoutbox
    assert "- Badges uitreiken\n" in message.body
    page = message.alternatives[0][0]
    assert "<b>Ada" not in page
    assert "&lt;b&gt;Ada&lt;/b&gt; nodigt u uit" in page


@pytest.mark.django_db
def test_the_answer_comes_in_the_words_of_who_answers(cast, noon, mailoutbox):
    kind = "endorsement_declined"
    own = ("No from us", "Sorry: {reason}\n\n{link}")
    services.set_letter(cast.elsewhere, kind, BOOK[kind], {"nl": own, "en": own}, by=cast.bo)
    _ask_endorsement(cast, noon)
    asked = EndorsementRequest.objects.get()

    endorsements.decline(asked, "Not our field.", by=cast.bo, at=noon)
    outbox.deliver_all()

    told = [m for m in mailoutbox if m.to == [cast.ada.email]]
    assert [m.subject for m in told] == ["No from us"]
    assert "Sorry: Not our field." in told[0].body
