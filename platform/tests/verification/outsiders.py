"""Others on the network: one who must not be asked."""

from __future__ import annotations

from insigne.verification.evidence import Need, Resource


class Nobody:
    """Whoever is asked over the network here was asked by mistake."""

    def fetch(self, need: Need) -> Resource:
        raise AssertionError(f"{need.url} was asked for over the network")
