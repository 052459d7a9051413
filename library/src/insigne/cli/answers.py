"""What addresses answered on an earlier day, out of a copy of a backpack (`--answers`)."""

import json
import zipfile
from pathlib import Path
from typing import Final

from insigne.adapters.fetcher import Fetcher, MappingFetcher
from insigne.cli.exit_codes import ExitCode, Refusal

MANIFEST: Final = "manifest.json"
LARGEST: Final = 10 * 1024 * 1024  # of one file
MOST: Final = 10_000


def answers_of(copy: Path, otherwise: Fetcher) -> Fetcher:
    """Give a fetcher that answers what the *copy* (a zip) has, and asks *otherwise* for the rest.

    Whoever names a copy trusts who made it: what lies in it counts as what the addresses say.
    Raises `Refusal` for what is no copy.
    """
    try:
        with zipfile.ZipFile(copy) as opened:
            said = json.loads(_read(opened, MANIFEST))
            named = dict(said["answers"])
            if len(named) > MOST:
                raise ValueError("too many answers")
            answers = {str(url): _read(opened, str(path)) for url, path in named.items()}
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, zipfile.BadZipFile) as error:
        raise Refusal(f"{copy} is no copy with answers in it.", ExitCode.USAGE) from error
    return MappingFetcher(answers, otherwise)


def _read(opened: zipfile.ZipFile, path: str) -> bytes:
    with opened.open(path) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("larger than an answer is")
    return content
