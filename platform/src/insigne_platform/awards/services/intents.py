"""Intents: what will be signed, decided before it is, and how it is signed then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne import issuance
from insigne.errors import InsigneError
from insigne_platform.awards import composition
from insigne_platform.awards.models import Award, AwardState, Batch
from insigne_platform.awards.services.compiled import Credentials, Prepared
from insigne_platform.awards.services.status_lists import take_places
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import services as signing
from insigne_platform.signing.composition import verification_method

PROOF, KEY_TYPE = "eddsa-rdfc-2022", "ed25519"
FORMAT: Final = "ob3"


@dataclass(frozen=True, slots=True)
class Intent:
    """An award with what will be signed of it."""

    award: Award
    prepared: Prepared
    prepared_at: datetime


type Signed = tuple[Award, bytes]
type Refused = tuple[Award, str]


def prepare_intents(
    batch: Batch, awards: Sequence[Award], at: datetime
) -> tuple[list[Intent], list[Refused]]:
    """Give each award its place, and put together what will be signed; nothing is stored yet."""
    intents: list[Intent] = []
    failed: list[Refused] = []
    credentials = Credentials.of(composition.Badge.of(batch.version))
    places = take_places(batch.version.achievement.issuer, len(awards), at=at)
    for award, (status_list, place) in zip(awards, places, strict=True):
        award.status_list_id, award.status_index = status_list.pk, place
        award.state = AwardState.INTENT
        try:
            prepared = credentials.prepare(award, status_list)
        except (InsigneError, ValueError) as error:
            failed.append((award, str(error)))
            continue
        intents.append(Intent(award, prepared, at))
    return intents, failed


def sign_intents(intents: Sequence[Intent], issuer: Issuer) -> tuple[list[Signed], list[Refused]]:
    """Sign what was written down, as of when it was: signing twice gives the same bytes."""
    signed: list[Signed] = []
    refused: list[Refused] = []
    if not intents:
        return signed, refused
    signer, fragment = signing.signer(issuer.institution, KEY_TYPE)
    method = verification_method(issuer, fragment)
    for intent in intents:
        at = intent.prepared_at
        try:
            body = intent.prepared.sign(at) or issuance.issue(
                json.loads(intent.prepared.unsigned),
                signer=signer,
                verification_method=method,
                proof=PROOF,
                at=at,
            )
        except (InsigneError, ValueError) as error:
            refused.append((intent.award, str(error)))
        else:
            signed.append((intent.award, body))
    return signed, refused
