"""The intents of a part as they are kept until they are awards: each byte that will be signed.

What is the same in them stands there once, as text with gaps; of each award, what fills the gaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from insigne.issuance import CompiledBadge, Unsecured
from insigne_platform.awards.models import Award
from insigne_platform.awards.services.compiled import Prepared
from insigne_platform.awards.services.intents import Intent

NAMES: Final = ("row_number", "public_id", "credential_id", "subject_urn", "status_index")


def to_json(intents: Sequence[Intent]) -> dict[str, object]:
    """Write the intents, and the texts with gaps that they share."""
    forms: dict[CompiledBadge, int] = {}
    written = [_to_json(intent, forms) for intent in intents]
    texts = [{"names": form.names, "pieces": form.pieces} for form in (b.written() for b in forms)]
    return {"forms": texts, "intents": written}


def rows(said: Mapping[str, Any]) -> list[int]:
    """The numbers of the rows that were written down."""
    return [item["row_number"] for item in said["intents"]]


def restored(said: Mapping[str, Any], awards: Sequence[Award], at: datetime) -> list[Intent]:
    """The intents as they were written, on *awards* that were put together anew."""
    forms = [
        Unsecured(tuple(form["names"]), tuple(form["pieces"])) for form in said.get("forms", ())
    ]
    given = {item["row_number"]: item for item in said["intents"]}
    return [_restored(award, given[award.row_number], forms, at) for award in awards]


def _to_json(intent: Intent, forms: dict[CompiledBadge, int]) -> dict[str, object]:
    award, prepared = intent.award, intent.prepared
    kept: dict[str, object] = {
        "id": award.pk.hex,
        "status_list": str(award.status_list_id),
        **{name: getattr(award, name) for name in NAMES},
    }
    if prepared.badge is None:
        return {**kept, "signed_input": prepared.document.decode()}
    form = forms.setdefault(prepared.badge, len(forms))
    return {**kept, "form": form, "values": prepared.values}


def _restored(
    award: Award, said: Mapping[str, Any], forms: Sequence[Unsecured], at: datetime
) -> Intent:
    award.pk, award.status_list_id = UUID(said["id"]), UUID(said["status_list"])
    for name in NAMES:
        setattr(award, name, said[name])
    if "signed_input" in said:
        document = said["signed_input"].encode()
    else:
        document = forms[said["form"]].filled(said["values"])
    return Intent(award, Prepared.by_itself(document), at)
