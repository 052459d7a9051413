"""This room is for PDF: a certificate on paper, with the credential as an attachment (ISO 32000-2).

What is attached is data and never drawn. If the file was sealed (PAdES, ETSI EN 319 142-1), the
seal must be the only one, must cover every byte, and nothing may come after it: a PDF can be
changed by adding to its end. A file without a seal is a carrier like any picture.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from insigne.errors import MalformedError, UnsupportedError

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

PDF: Final = "application/pdf"
START: Final = b"%PDF-"
ENDINGS: Final = (".json", ".jsonld", ".jwt", ".jws", ".sd-jwt")
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 10 * 1024 * 1024
"""So many bytes may one stream become: a credential is no larger."""
MOST_ATTACHED: Final = 20
MOST_NODES: Final = 1_000
WEAK: Final = frozenset({"md5", "sha1"})
SEALED_PART: Final = re.compile(rb"/ByteRange\s*\[\s*\d+\s+\d+\s")
"""How every seal begins, also one that a later revision no longer leads to."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of a PDF: whether nothing was changed since, if not why, and whom it names.

    Who sealed it is what its certificate says, which proves nothing by itself.
    """

    is_intact: bool
    signer: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """The credential in a PDF, as it was written, and the seal of the file if it has one."""

    text: str
    seal: Seal | None


def is_pdf(source: bytes) -> bool:
    """Say whether these bytes are those of a PDF."""
    return source.startswith(START)


def extract(source: bytes) -> Attached | None:
    """Take the credential out of a PDF, or say that there is none.

    Raises `MalformedError` if the file is broken or holds more than one credential, and
    `UnsupportedError` if it is encrypted, or the library `pyhanko` is not there to read it.
    """
    if not is_pdf(source):
        raise UnsupportedError("the file is not a PDF")
    if len(source) > MOST_BYTES:
        raise MalformedError("the PDF is too large")
    try:
        from pyhanko.pdf_utils import decode_limits  # noqa: PLC0415  # an extra, and large
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  # as above
    except ImportError as error:
        raise UnsupportedError("reading a PDF needs the library pyhanko") from error
    try:
        limits = decode_limits.DecodeLimits(
            per_stream=decode_limits.StreamDecodeLimits(max_output_size=MOST_UNPACKED)
        )
        reader = PdfFileReader(io.BytesIO(source), decode_limits=limits)
        if reader.encrypted:
            raise UnsupportedError("the PDF is encrypted")
        attached = list(_attachments(reader))
        seal = _seal_of(reader, len(SEALED_PART.findall(source)))
    except (MalformedError, UnsupportedError):
        raise
    except Exception as error:  # what pyhanko thinks of hostile files is of any kind
        raise MalformedError(f"the PDF cannot be read: {type(error).__name__}") from error
    if len(attached) > 1:
        raise MalformedError("the PDF holds more than one credential")
    if not attached:
        return None
    try:
        return Attached(attached[0].decode("utf-8"), seal)
    except UnicodeDecodeError as error:
        raise MalformedError("what is attached to the PDF is no text") from error


def _attachments(reader: PdfFileReader) -> Iterator[bytes]:
    """The content of every attachment that can be a credential, each once."""
    seen: set[Any] = set()
    for name, specification in _files(reader):
        if not name.lower().endswith(ENDINGS):
            continue
        embedded = specification["/EF"]
        for each in ("/UF", "/F"):  # the same file twice, in an honest one
            if each not in embedded:
                continue
            stream = embedded[each]
            key = stream.container_ref or id(stream)
            if key not in seen:
                seen.add(key)
                yield bytes(stream.data)


def _files(reader: PdfFileReader) -> Iterator[tuple[str, Any]]:
    """Every file that is attached, in the tree of names or as an associated file."""
    root, found = reader.root, 0
    tree = _part(_part(root, "/Names", {}), "/EmbeddedFiles", None)
    for node in _nodes([] if tree is None else [tree]):
        names = list(_part(node, "/Names", ()))
        for specification in names[1::2]:
            found += 1
            if found > MOST_ATTACHED:
                raise MalformedError("the PDF has too many attachments")
            specification = specification.get_object()
            yield _name_of(specification), specification
    for specification in _beside_the_tree(root):
        found += 1
        if found > 2 * MOST_ATTACHED:
            raise MalformedError("the PDF has too many attachments")
        specification = specification.get_object()
        if "/EF" in specification:
            yield _name_of(specification), specification


def _beside_the_tree(root: Any) -> Iterator[Any]:
    """What is attached to the file, to a page, or to a note on a page."""
    yield from _part(root, "/AF", ())
    pages = _part(root, "/Pages", None)
    for node in _nodes([] if pages is None else [pages]):
        yield from _part(node, "/AF", ())
        for note in _part(node, "/Annots", ()):
            if "/FS" in note.get_object():
                yield note.get_object()["/FS"]


def _nodes(waiting: list[Any]) -> Iterator[Any]:
    count = 0
    while waiting:
        count += 1
        if count > MOST_NODES:
            raise MalformedError("the names of the PDF are a maze")
        node = waiting.pop().get_object()
        yield node
        waiting.extend(_part(node, "/Kids", ()))


def _name_of(specification: Any) -> str:
    return str(_part(specification, "/UF", None) or _part(specification, "/F", ""))


def _part(container: Any, name: str, otherwise: Any) -> Any:
    """What stands under a name, itself and not a reference to it."""
    return container[name] if name in container else otherwise  # noqa: SIM401  # see above


def _seal_of(reader: PdfFileReader, written: int) -> Seal | None:
    """The seal of the file, looked at whole; None if there is none.

    *written* is how many seals its bytes hold: a later revision can hide one, never remove it.
    """
    seals = list(reader.embedded_signatures)
    if not seals:
        return Seal(False, "", "its seal was hidden") if written else None
    signature = seals[0]
    signer = _signer(signature)
    if len(seals) > 1 or written > 1:
        return Seal(False, signer, "the file has more than one seal")
    fields = _part(_part(reader.root, "/AcroForm", {}), "/Fields", ())
    if len(list(fields)) != 1:
        return Seal(False, signer, "something can be filled in beside the seal")
    return Seal(*_judged(reader, signature, signer))


def _judged(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, signer: str
) -> tuple[bool, str, str]:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415  # as above
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415  # as above

    if signature.evaluate_signature_coverage() is not SignatureCoverageLevel.ENTIRE_FILE:
        return False, signer, "the seal does not cover the whole file"
    if signature.signed_revision != reader.total_revisions - 1:
        return False, signer, "something was added after the seal"
    if {signature.md_algorithm, signature.external_md_algorithm} & WEAK:
        return False, signer, "the seal uses a digest that can be forged"
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    if not (intact and valid):
        return False, signer, "the file was changed after it was sealed"
    return True, signer, ""


def _signer(signature: EmbeddedPdfSignature) -> str:
    names = signature.signer_cert.subject.native
    return str(names.get("common_name") or names.get("organization_name") or "")[:200]
