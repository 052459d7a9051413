"""The npm peers, in one Node process that waits for its turn."""

import json
import subprocess
from functools import cache
from pathlib import Path

from bench.sample import KEY, METHOD, controller_document, credential
from bench.timing import Peer, Timer
from bench.tokens_sample import CLAIMS, DISCLOSABLE
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import base64url

HERE = Path(__file__).parent
MODULES = HERE.parent / ".tools" / "node"


class NpmPeers:
    """A process that is asked, a line at a time, to do something so many times."""

    def __init__(self, request: dict[str, object]) -> None:
        script = MODULES / "bench.mjs"
        script.write_text((HERE / "peers" / "npm.mjs").read_text())
        self._process = subprocess.Popen(
            ["node", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._ask(request)

    def timer(self, case: str) -> Timer:
        """Time one of the cases of `peers/npm.mjs`."""

        def timed(repeats: int) -> float:
            return float(self._ask({"case": case, "repeats": repeats})["seconds"])

        return timed

    def _ask(self, question: dict[str, object]) -> dict[str, float]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: dict[str, float] = json.loads(self._process.stdout.readline())
        return answer


def peer(package: str, case: str, what: str = "") -> Peer:
    """Give an npm peer, without a timer where it is not installed."""
    peers = _peers()
    return Peer(package, None if peers is None else peers.timer(f"{case} {package}"), what)


@cache
def _peers() -> NpmPeers | None:
    if not (MODULES / ".ready").exists():
        return None
    seed = KEY.to_jwk()["d"]
    return NpmPeers(
        {
            "credential": credential(),
            "controller": controller_document(),
            "method": METHOD,
            "publicKeyMultibase": KEY.public_key.to_multikey(),
            "seed": base64url.decode(str(seed)).hex(),
            "jwk": KEY.to_jwk(),
            "claims": CLAIMS,
            "disclosable": DISCLOSABLE,
            "documents": {url: BUNDLE[url] for url in BUNDLE},
        }
    )


def version_of(package: str) -> str:
    """Give the installed version of an npm package."""
    manifest = MODULES / "node_modules" / package / "package.json"
    return str(json.loads(manifest.read_text())["version"]) if manifest.exists() else "not present"
