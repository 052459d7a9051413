"""This room is for lists that name what was revoked: Open Badges 2.0's, and 1EdTech's for 3.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from insigne.errors import MalformedError

OPEN_BADGES_2_CONTEXT: Final = "https://w3id.org/openbadges/v2"
CREDENTIAL_REVOCATION_LIST: Final = "1EdTechRevocationList"
_FEWEST_ENTRIES: Final = 2


def revocation_list(*, id: str, issuer: str, revoked: Mapping[str, str]) -> dict[str, object]:
    """Write a RevocationList of Open Badges 2.0 from identifiers of assertions and reasons.

    A list with one entry is read wrongly by 1EdTech's reference validator, and an empty one
    helps nobody: both are filled up with entries that mean no assertion.
    """
    entries = [_entry(assertion, reason) for assertion, reason in revoked.items()]
    fillers = [_entry(f"{id}#nothing-{count}", "") for count in range(_FEWEST_ENTRIES)]
    return {
        "@context": OPEN_BADGES_2_CONTEXT,
        "id": id,
        "type": "RevocationList",
        "issuer": issuer,
        "revokedAssertions": entries + fillers[len(entries) :],
    }


def revocation_reason_of(
    assertion: Mapping[str, object], revocation_list: Mapping[str, object]
) -> str | None:
    """Say why an assertion was revoked: a reason, "" without one, None if it was not revoked.

    Entries are identifiers, or objects with an `id` or a `uid` (Open Badges 2.0,
    "RevocationList"). Raises `MalformedError` if it is no such list.
    """
    identities = {_normal(assertion[name]) for name in ("id", "uid") if assertion.get(name)}
    for entry in _entries(revocation_list, "revokedAssertions"):
        fields = entry if isinstance(entry, Mapping) else {"id": entry}
        if fields.get("revoked") is False:
            continue
        named = {_normal(fields[name]) for name in ("id", "uid") if fields.get(name)}
        if identities & named:
            return _reason(fields)
    return None


def revocation_reason_of_1(
    assertion: Mapping[str, object], revocation_list: Mapping[str, object]
) -> str | None:
    """The same for Open Badges 1.0 and 1.1, where a list says reasons by `uid` or `id`.

    An issuer who went on to version 2.0 may serve the newer list at the old address.
    """
    if "revokedAssertions" in revocation_list:
        return revocation_reason_of(assertion, revocation_list)
    identities = {_normal(assertion[name]) for name in ("id", "uid") if assertion.get(name)}
    for identity, reason in revocation_list.items():
        if _normal(identity) in identities:
            return reason if isinstance(reason, str) else ""
    return None


def require_list_of(revocation_list: Mapping[str, object], *, url: str, issuer: str) -> None:
    """Raise `MalformedError` if a list of Open Badges 2.0 says that it is another one."""
    for name, expected in (("id", url), ("issuer", issuer)):
        said = revocation_list.get(name)
        said = said.get("id") if isinstance(said, Mapping) else said
        if said is not None and _normal(said) != _normal(expected):
            raise MalformedError(f"it is not that of {expected}", path=name)


def credential_revocation_reason_of(
    credential_id: str, revocation_list: Mapping[str, object]
) -> str | None:
    """The same for a credential and a 1EdTechRevocationList (VC Revocation List 1.0)."""
    for entry in _entries(revocation_list, "revokedCredential"):
        if not isinstance(entry, Mapping) or entry.get("revoked") is False:
            continue
        if _normal(entry.get("id")) == _normal(credential_id):
            return _reason(entry)
    return None


def credential_revocation_list(
    *, id: str, issuer: str, revoked: Mapping[str, str]
) -> dict[str, object]:
    """Write a 1EdTechRevocationList from identifiers of credentials and reasons.

    VC Revocation List 1.0, class RevocationList. `revoked` is written out although it is true by
    default, for readers who look for it.
    """
    return {
        "id": id,
        "issuer": issuer,
        "revokedCredential": [
            {"id": credential, "revoked": True} | ({"revocationReason": reason} if reason else {})
            for credential, reason in revoked.items()
        ],
    }


def credential_revocation_list_entry(address: str) -> dict[str, str]:
    """Write the `credentialStatus` of a credential that such a list at *address* may name.

    The type is defined by 1EdTech's `extensions.json`, which then belongs into `@context`.
    """
    return {"id": address, "type": CREDENTIAL_REVOCATION_LIST}


def _entry(assertion: str, reason: str) -> dict[str, str]:
    return {"id": assertion} | ({"revocationReason": reason} if reason else {})


def _entries(revocation_list: Mapping[str, object], name: str) -> Iterable[object]:
    """Give the entries; a list that has none must say so, or it may be anything."""
    if name not in revocation_list:
        raise MalformedError("is missing, so this is no revocation list", path=name)
    entries = revocation_list[name]
    return entries if isinstance(entries, list) else [entries]


def _reason(entry: Mapping[str, object]) -> str:
    reason = entry.get("revocationReason", "")
    return reason if isinstance(reason, str) else ""


def _normal(identifier: object) -> str:
    """Identifiers are equal if they are so unescaped and trimmed."""
    return unquote(str(identifier)).strip()
