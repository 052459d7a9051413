"""On what, and with which versions, the benchmarks ran."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from bench import npm

PYTHON_PACKAGES = (
    "insigne",
    "PyNaCl",
    "cryptography",
    "PyLD",
    "openbadgeslib",
    "PyJWT",
    "rfc8785",
    "Pillow",
    "openbadges-bakery",
    "orjson",
    "jsonschema-rs",
)
NPM_PACKAGES = (
    "@digitalbazaar/vc",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite",
    "@digitalbazaar/eddsa-jcs-2022-cryptosuite",
    "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite",
    "@digitalcredentials/vc",
    "@sd-jwt/sd-jwt-vc",
    "jose",
)


def machine() -> dict[str, object]:
    """Say what the machine is."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "node": _said(["node", "--version"]).removeprefix("v") or "not present",
        "load": os.getloadavg()[0],
    }


def versions() -> dict[str, str]:
    """Give the version of ours and of every peer."""
    python = {package: version(package) for package in PYTHON_PACKAGES}
    return python | {package: npm.version_of(package) for package in NPM_PACKAGES}


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _said(command: list[str]) -> str:
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
