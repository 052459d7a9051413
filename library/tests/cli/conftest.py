"""The command as its tests run it."""

import json

import pytest

from cast import ADA, badge
from insigne import cli

KEY = ADA.key.public_key.to_multikey()
DID = f"did:key:{KEY}"


@pytest.fixture
def insigne(capfdbinary):
    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        assert b"Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def own_badge(tmp_path):
    """A badge whose issuer is its own key, so that nobody need be asked."""
    path = tmp_path / "badge.json"
    unsigned = badge(issuer={"id": DID, "type": ["Profile"], "name": "Uppsala"})
    path.write_text(json.dumps(ADA.signed(unsigned, f"{DID}#{KEY}")))
    return path
