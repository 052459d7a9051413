"""Run the Open Badges 2.0 reference validator on documents that the test brings: no network."""

import io
import json
import sys

import requests
from requests.adapters import HTTPAdapter


def send(self, request, **_):
    """Answer an HTTP request from the documents of this test."""
    body = DOCUMENTS.get(request.url)
    response = requests.Response()
    response.request, response.url = request, request.url
    response.status_code = 404 if body is None else 200
    content = (body or "").encode("utf-8")
    media_type = "image/svg+xml" if content.startswith(b"<svg") else "application/ld+json"
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
