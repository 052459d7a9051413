"""What a page says when it refuses what was offered."""

from __future__ import annotations

import re

from django.http import HttpResponse

REFUSED = {400, 413, 422}


def said_on(page: str) -> list[str]:
    """The sentences with which a page says that something is wrong."""
    found = re.findall(r'<p class="error"[^>]*>(.*?)</p>', page, re.DOTALL)
    found += re.findall(r'<[^>]*role="alert"[^>]*>(.*?)</div>', page, re.DOTALL)
    return [text for each in found if (text := re.sub(r"<[^>]*>", "", each).strip())]


def refusal(response: HttpResponse) -> str:
    """The page of a refusal, which has at least a sentence."""
    page = response.content.decode()
    assert response.status_code in REFUSED, response.status_code
    assert said_on(page) != []
    assert "Traceback" not in page
    return str(page)
