"""PDFs for the tests, made by pyhanko: with attachments, sealed by keys of our own, and spoiled."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter, PageObject, PdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cast import ADA, badge

SIGNED = json.dumps(ADA.signed(badge()))
SIGNER = "Uppsala University"


def pdf_with(files: Mapping[str, str | bytes], *, compress: bool = True) -> bytes:
    """A PDF of one empty page, with these files attached."""
    writer = PdfFileWriter()
    content = writer.add_object(generic.StreamObject(stream_data=b" "))
    page = PageObject(contents=content, media_box=(0, 0, 200, 200))
    writer.insert_page(page)
    for name, content in files.items():
        attach(writer, name, content, compress=compress)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def attach(
    writer: BasePdfFileWriter, name: str, content: str | bytes, *, compress: bool = True
) -> None:
    data = content.encode() if isinstance(content, str) else content
    embedded = embed.EmbeddedFileObject.from_file_data(
        writer, data=data, compress=compress, mime_type="application/vc+ld+json"
    )
    embed.embed_file(writer, embed.FileSpec(name, embedded_data=embedded))


@cache
def signer_named(name: str) -> signers.SimpleSigner:
    """Somebody with a certificate that says so, and vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )
    pkcs8 = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(pkcs8),
        cert_registry=SimpleCertificateStore(),
    )


def sealed(
    pdf: bytes,
    *,
    by: str = SIGNER,
    field: str = "Seal",
    digest: str = "sha256",
    certify: bool = True,
) -> bytes:
    """The same PDF, sealed by whoever is called so."""
    wanted = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    written = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), wanted, signer=signer_named(by), output=written
    )
    return written.getvalue()


def added_to(pdf: bytes, name: str, content: str) -> bytes:
    """The same PDF with another file attached in an update at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    attach(writer, name, content)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def replaced_in(pdf: bytes, content: str) -> bytes:
    """The same PDF whose attachment is another one, by an update at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    specification = names[1].get_object()
    stream = generic.StreamObject(stream_data=content.encode())
    specification["/EF"]["/F"] = writer.add_object(stream)
    specification["/EF"].pop("/UF", None)
    writer.update_container(specification)
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def changed_page(pdf: bytes) -> bytes:
    """The same PDF with something drawn over its page, by an update at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
    writer.add_stream_to_page(0, stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def with_a_field(pdf: bytes) -> bytes:
    """The same PDF with a second, empty field for a signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("Another"))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def looped() -> bytes:
    """A PDF whose tree of attachments is its own branch."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf_with({})))
    tree = generic.DictionaryObject()
    reference = writer.add_object(tree)
    tree["/Kids"] = generic.ArrayObject([reference])
    writer.root["/Names"] = generic.DictionaryObject({"/EmbeddedFiles": reference})
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def seal_hidden(pdf: bytes, how: str) -> bytes:
    """The same PDF, drawn over, with an update that no longer leads to its seal."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 99 99 re f"))
        writer.add_stream_to_page(0, stream)
        form = writer.root["/AcroForm"]
        field = form["/Fields"][0]
        writer.root.pop("/Perms", None)
        if how == "form":
            del writer.root["/AcroForm"]
        elif how == "fields":
            form["/Fields"] = generic.ArrayObject()
            writer.update_container(form)
        elif how == "value":
            del field["/V"]
            writer.update_container(field)
        else:
            field["/FT"] = generic.pdf_name("/Tx")
            writer.update_container(field)
        writer.update_root()

    return _updated(pdf, change)


def a_second_one_in(place: str, content: str, first: str = SIGNED) -> bytes:
    """A PDF with one credential in the usual place and another somewhere else."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.add_object(generic.StreamObject(stream_data=content.encode()))
        embedded = generic.DictionaryObject({generic.pdf_name("/F"): stream})
        specification = writer.add_object(
            generic.DictionaryObject(
                {
                    generic.pdf_name("/UF"): generic.pdf_string("second.json"),
                    generic.pdf_name("/EF"): embedded,
                }
            )
        )
        if place == "name":
            known = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1].get_object()
            known["/EF"]["/UF"] = stream
            writer.update_container(known)
            return
        page = writer.find_page_for_modification(0)[0].get_object()
        if place == "page":
            page["/AF"] = generic.ArrayObject([specification])
        else:
            note = generic.DictionaryObject({generic.pdf_name("/FS"): specification})
            page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    return _updated(pdf_with({"credential.json": first}), change)
