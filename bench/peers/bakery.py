"""Times openbadges-bakery: the first line of input holds the pictures, each further one a case."""

import io
import json
import sys
import time

from openbadges_bakery import bake, unbake


def pictures_of(request):
    """Give a fresh file of each picture, as the library wants one."""
    return {kind: bytes.fromhex(request[kind]) for kind in ("png", "svg")}


FIRST = json.loads(sys.stdin.readline())
PICTURES, TEXT = pictures_of(FIRST), FIRST["text"]


def baked(kind):
    """Bake the credential's text into a picture."""
    return bake(io.BytesIO(PICTURES[kind]), TEXT)


BAKED = {kind: baked(kind).read() for kind in PICTURES}
CASES = {
    "bake png": lambda: baked("png"),
    "bake svg": lambda: baked("svg"),
    "extract png": lambda: unbake(io.BytesIO(BAKED["png"])),
    "extract svg": lambda: unbake(io.BytesIO(BAKED["svg"])),
}
print("0", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    call = CASES[asked["case"]]
    started = time.perf_counter()
    for _ in range(asked["repeats"]):
        call()
    print(time.perf_counter() - started, flush=True)
