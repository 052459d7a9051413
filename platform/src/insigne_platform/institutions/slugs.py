"""Words that are nobody's address: ours, or easily taken for ours."""

from __future__ import annotations

WORDS = """
about account accounts admin administrator api app at award awards backpack badge badges beheer
catalogue catalogus claim contact demo design docs duo education embed enrol erkenning feed
healthz help hulp i insigne instelling instellingen institution institutions issuer issuing
login logo logout look mail media ministerie new nieuw nuffic ocw official ondersteuning onderwijs
overheid privacy public readyz register root rugzak s security settings share sign-in signup
static status support surf system test trust verify verifieer well-known wissel www zoeken
"""
RESERVED = frozenset(WORDS.split())
