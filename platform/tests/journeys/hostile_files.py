"""Files that nobody should offer: broken, too large, of the wrong kind, or made to harm."""

from __future__ import annotations

import io
import zipfile
from zlib import compress, crc32

MEGABYTE = 1024 * 1024
TOO_LARGE = 10 * MEGABYTE + 1


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + crc32(kind + body).to_bytes(4)


def _png(width: int, height: int, pixels: bytes = b"", text: bytes = b"") -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    chunks = [(b"IHDR", header), (b"iTXt", text), (b"IDAT", compress(pixels)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(k, b) for k, b in chunks if b or k != b"iTXt")


def _zip(name: str, content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


def _itxt(text: bytes) -> bytes:
    return b"openbadgecredential\0\0\0\0\0" + text


# What no page takes for anything: each is refused everywhere with a sentence.
ANYWHERE = {
    "empty": b"",
    "spaces": b" \r\n\t ",
    "words": "Dit is geen bestand dat iemand verwacht. 你好 🎓".encode(),
    "zeros": bytes(1000),
    "every byte": bytes(range(256)) * 4,
    "half a png": _png(600, 600)[:40],
    "a png without pixels": _png(600, 600),
    "a png of a billion pixels": _png(60_000, 60_000),
    "a png that lies of its length": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR",
    "a picture with half a credential": _png(2, 2, bytes(14), _itxt(b'{"type":')),
    "an svg that expands": (
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8))
        + b']><svg xmlns="http://www.w3.org/2000/svg">&i;</svg>'
    ),
    "an svg that reads files": (
        b'<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>&f;</text></svg>'
    ),
    "an svg that is not closed": b'<svg xmlns="http://www.w3.org/2000/svg"><g><g>',
    "an svg in a thousand layers": b"<svg>" + b"<g>" * 50_000,
    "json in a thousand layers": b'{"a":' * 50_000,
    "json with a double name": b'{"type":"A","type":"B"}',
    "json with a huge number": b'{"a":1e999999999, "b":' + b"9" * 5000 + b"}",
    "half a surrogate": b'{"name":"\\ud800"}',
    "a token in three parts": b"a.b.c",
    "half a zip": _zip("a.txt", b"a")[:-10],
    "a zip of something else": _zip("a.txt", b"a"),
    "a zip that swells": _zip("xl/worksheets/sheet1.xml", bytes(150 * MEGABYTE)),
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "utf-16 that ends early": b"\xff\xfea",
    "a pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
    "too large": b"x" * TOO_LARGE,
    "a picture that is too large": _png(600, 600, bytes(100)) + bytes(TOO_LARGE),
}

# What a list of recipients cannot be.
LISTS = {
    "columns and nobody": b"email,name\n",
    "no address column": b"name,grade\nAmina,8\n",
    "an open quotation mark": b'email,name\na@mail.example,"Amina\nb@mail.example,Eva\n',
    "citizen numbers by name": b"email,BSN\na@mail.example,1\n",
    "citizen numbers by look": b"email,number\na@mail.example,111222333\n",
    "one endless cell": b"email\n" + b"a" * 300_000,
}
