"""Run the Open Badges 2.0 reference validator on documents that the test brings: no network."""

import base64
import io
import json
import sys

import requests
from requests.adapters import HTTPAdapter

PICTURE = b"data:image/png;base64,"


def send(self, request, **_):
    """Answer an HTTP request from the documents of this test."""
    body = DOCUMENTS.get(request.url)
    response = requests.Response()
    response.request, response.url = request, request.url
    response.status_code = 404 if body is None else 200
    content, media_type = (body or "").encode("utf-8"), "application/ld+json"
    if content.startswith(PICTURE):
        content, media_type = base64.b64decode(content[len(PICTURE) :]), "image/png"
    elif content.startswith((b"<svg", b"<?xml")):
        media_type = "image/svg+xml"
    response.headers["Content-Type"] = media_type
    response.raw = io.BytesIO(content)
    response._content = content
    return response


HTTPAdapter.send = send
ASKED = json.load(sys.stdin)
DOCUMENTS = ASKED["documents"]

from openbadges import verify  # noqa: E402  (the adapter is replaced before it is imported)

report = verify(ASKED["input"], recipient_profile=ASKED.get("recipient"), use_cache=False)
json.dump(report["report"], sys.stdout)
