"""The bundled contexts, and beside them two that define everything, for what test suites send."""

import json
from collections import ChainMap
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from insigne.contexts.bundle import BUNDLE

FOR_TESTS: Final[Mapping[str, str]] = {
    "https://www.w3.org/ns/credentials/examples/v2": "credentials-examples-v2.json",
    "https://www.w3.org/ns/credentials/undefined-terms/v2": "undefined-terms-v2.json",
}


@cache
def contexts_of_suites() -> Mapping[str, Mapping[str, Any]]:
    """Give all contexts that a document of a test suite may name."""
    folder = files("insigne.conformance") / "contexts"
    added = {url: json.loads((folder / name).read_bytes()) for url, name in FOR_TESTS.items()}
    return ChainMap(added, dict(BUNDLE))
