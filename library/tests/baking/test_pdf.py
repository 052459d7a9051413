"""A credential inside a PDF: taken out of honest files, and hostile ones refused."""

from __future__ import annotations

import random

import pytest

from insigne.baking import pdf
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from pdfs import (
    SIGNED,
    SIGNER,
    a_second_one_in,
    added_to,
    changed_page,
    looped,
    pdf_with,
    replaced_in,
    seal_hidden,
    sealed,
    with_a_field,
)

OTHER = '{"another": "badge"}'
PLAIN = pdf_with({"credential.json": SIGNED})
SEALED = sealed(PLAIN)


def test_the_credential_is_taken_out_as_it_was_put_in():
    found = pdf.extract(PLAIN)

    assert found == pdf.Attached(SIGNED, None)


def test_a_sealed_file_says_that_it_is_whole_and_whom_it_names():
    found = pdf.extract(SEALED)

    assert found == pdf.Attached(SIGNED, pdf.Seal(True, SIGNER))


def test_what_is_attached_besides_is_passed_over():
    assert pdf.extract(pdf_with({"notes.txt": "x", "badge.jwt": "a.b.c"})).text == "a.b.c"
    assert pdf.extract(pdf_with({"notes.txt": "x"})) is None
    assert pdf.extract(pdf_with({})) is None


def test_two_credentials_in_one_file_are_refused():
    with pytest.raises(MalformedError):
        pdf.extract(pdf_with({"a.json": SIGNED, "b.json": SIGNED}))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: added_to(file, "other.txt", "x"),
        lambda file: replaced_in(file, OTHER),
        changed_page,
        with_a_field,
        lambda file: file + b"\n",
        lambda file: file + b"%%EOF\n",
    ],
)
def test_whatever_comes_after_the_seal_breaks_it(spoil):
    spoiled = spoil(SEALED)
    assert spoiled != SEALED
    try:
        found = pdf.extract(spoiled)
    except MalformedError:
        return
    assert found.seal is not None
    assert not found.seal.is_intact
    assert found.seal.problem


def test_a_second_seal_breaks_the_first():
    twice = sealed(sealed(PLAIN, certify=False), by="Mallory", field="Second", certify=False)

    assert not pdf.extract(twice).seal.is_intact


def test_another_credential_that_is_added_after_the_seal_is_never_shown():
    with pytest.raises(MalformedError):
        pdf.extract(added_to(SEALED, "other.json", OTHER))


def test_no_changed_byte_is_believed():
    for place in range(0, len(SEALED), 61):
        changed = bytearray(SEALED)
        changed[place] ^= 0x20
        try:
            found = pdf.extract(bytes(changed))
        except InsigneError:
            continue
        is_same = found is not None and found == pdf.extract(SEALED)
        # what is not signed is the signature itself, whose spelling (case of hex) may vary
        assert not is_same or _is_in_signature(place), place


def _is_in_signature(place: int) -> bool:
    start = SEALED.index(b"/Contents <")
    return start < place < SEALED.index(b">", start)


def test_a_field_that_can_be_filled_in_beside_the_seal_is_told():
    found = pdf.extract(sealed(with_a_field(PLAIN)))

    assert not found.seal.is_intact


def test_a_digest_that_can_be_forged_is_no_seal():
    try:
        weak = sealed(PLAIN, digest="sha1")
    except Exception as refused:  # pyhanko may refuse to make one
        pytest.skip(f"no such seal can be made here: {refused}")
    assert not pdf.extract(weak).seal.is_intact


@pytest.mark.parametrize("cut", [5, 20, 200, len(PLAIN) // 2, len(PLAIN) - 6])
def test_a_file_that_ends_too_early_is_refused(cut):
    with pytest.raises(InsigneError):
        pdf.extract(PLAIN[:cut])


def test_what_is_no_pdf_is_another_kind_of_file():
    for source in (b"", b"{}", b"\x89PNG", b" %PDF-1.7"):
        assert not pdf.is_pdf(source)
        with pytest.raises(UnsupportedError):
            pdf.extract(source)


def test_a_bomb_is_refused_before_it_goes_off():
    bomb = pdf_with({"credential.json": b"0" * (300 * 1024 * 1024)})
    assert len(bomb) < 2 * 1024 * 1024
    with pytest.raises(MalformedError):
        pdf.extract(bomb)


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(MalformedError):
        pdf.extract(b"%PDF-1.7\n" + bytes(pdf.MOST_BYTES))


def test_an_encrypted_file_is_not_spoken():
    import io

    from pyhanko.pdf_utils.crypt import StandardSecurityHandler
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(PLAIN)))
    handler = StandardSecurityHandler.build_from_pw("secret")
    writer._assign_security_handler(handler)
    written = io.BytesIO()
    writer.write(written)
    with pytest.raises((UnsupportedError, MalformedError)):
        pdf.extract(written.getvalue())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(MalformedError):
        pdf.extract(pdf_with({"credential.json": b"\xff\xfe{}"}))


def test_whatever_is_thrown_at_it_is_refused_with_our_own_errors():
    chance = random.Random(20261201)
    for source in (PLAIN, SEALED):
        for _ in range(120):
            changed = bytearray(source)
            for _change in range(chance.randint(1, 12)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            try:
                pdf.extract(bytes(changed))
            except InsigneError:
                continue


def test_a_tree_of_names_that_leads_to_itself_is_left():
    with pytest.raises(MalformedError):
        pdf.extract(looped())


@pytest.mark.parametrize("how", ["form", "fields", "value", "kind"])
def test_a_seal_that_an_update_hides_is_a_broken_seal(how):
    found = pdf.extract(seal_hidden(SEALED, how))

    assert found.seal is not None
    assert not found.seal.is_intact


def test_a_file_that_was_changed_is_not_whole_again_by_sealing_it_anew():
    hidden = seal_hidden(sealed(PLAIN, certify=False), "form")
    again = pdf.extract(sealed(hidden, field="Other", certify=False))

    assert not again.seal.is_intact


@pytest.mark.parametrize("place", ["name", "page", "note"])
def test_a_second_credential_is_found_wherever_it_is(place):
    with pytest.raises(MalformedError):
        pdf.extract(a_second_one_in(place, OTHER))
