"""This room is for what a type of SD-JWT VC asks of its credentials ("Type Metadata")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from insigne.credentials.reading import Json
from insigne.credentials.related_resource import is_digest_of
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.proofs.sd_jwt import ReadSdJwt
from insigne.proofs.sd_jwt.pointers import inner

type ClaimPath = tuple[str | int | None, ...]

MOST_TYPES: Final = 8
MOST_CLAIMS: Final = 1000
SELECTIVITY: Final = ("always", "allowed", "never")
INTEGRITY: Final = ("sha256", "sha384", "sha512")  # the strongest last
_SVG_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class ClaimMetadata:
    """What a type says of one claim ("Claim Metadata"); `None` in a path stands for every element.

    `sd` and `mandatory` are `None` where the type leaves them open.
    """

    path: ClaimPath
    display: tuple[Json, ...] = ()
    mandatory: bool | None = None
    sd: str | None = None
    svg_id: str = ""


@dataclass(frozen=True, slots=True)
class TypeMetadata:
    """A type of credential, by its `vct` ("Type Metadata Format")."""

    vct: str
    name: str = ""
    description: str = ""
    extends: str = ""
    extends_integrity: str = ""
    display: tuple[Json, ...] = ()
    claims: tuple[ClaimMetadata, ...] = ()

    @classmethod
    def parse(cls, document: Json, *, vct: str) -> TypeMetadata:
        """Read *document*, which was found as the metadata of *vct*.

        Members that we do not know are passed over. Raises `MalformedError` for what is none, and
        for the metadata of another type.
        """
        if document.get("vct") != vct:
            raise MalformedError(f"this is not the metadata of {vct[:200]}", path="vct")
        if "extends#integrity" in document and "extends" not in document:
            raise MalformedError("the integrity of nothing", path="extends#integrity")
        claims = tuple(_claims(document))
        names = [claim.svg_id for claim in claims if claim.svg_id]
        if len(names) != len(set(names)):
            raise MalformedError("one svg_id for two claims", path="claims")
        return cls(
            vct=vct,
            name=_text(document, "name"),
            description=_text(document, "description"),
            extends=_text(document, "extends"),
            extends_integrity=_text(document, "extends#integrity"),
            display=_display(document, "display", "name"),
            claims=claims,
        )

    def extending(self, parent: TypeMetadata) -> TypeMetadata:
        """Give the type with what it takes over from *parent* ("Extending Type Metadata").

        Raises `MalformedError` where it would ask less than the type that it extends.
        """
        own = {claim.path: claim for claim in self.claims}
        taken = [
            _tightened(own.pop(claim.path), claim) if claim.path in own else claim
            for claim in parent.claims
        ]
        return replace(self, display=self.display or parent.display, claims=(*taken, *own.values()))


def resolve_type(vct: str, documents: Mapping[str, bytes], *, integrity: str = "") -> TypeMetadata:
    """Read the metadata of *vct*, and of all types that it extends, from *documents* by their vct.

    *integrity* is the claim `vct#integrity`. Raises `MalformedError` if a document is missing, is
    not the one that was meant, or if types extend each other in a circle.
    """
    chain: list[TypeMetadata] = []
    while vct:
        if any(known.vct == vct for known in chain) or len(chain) >= MOST_TYPES:
            raise MalformedError("types that extend each other without end", path="extends")
        found = _document_of(vct, documents, integrity)
        chain.append(TypeMetadata.parse(found, vct=vct))
        vct, integrity = chain[-1].extends, chain[-1].extends_integrity
    resolved = chain.pop()
    for child in reversed(chain):
        resolved = child.extending(resolved)
    return resolved


def is_intact(body: bytes, integrity: str) -> bool:
    """Say whether *body* has one of the digests in *integrity* ("Document Integrity").

    Of several algorithms the strongest counts alone, and those that are not known count for
    nothing (Subresource Integrity). Raises `MalformedError` if that leaves none.
    """
    digests = integrity.split()
    for algorithm in reversed(INTEGRITY):
        strongest = [digest for digest in digests if digest.startswith(algorithm + "-")]
        if strongest:
            return is_digest_of({"digestSRI": strongest}, body)
    raise MalformedError("no digest that can be checked", path="#integrity")


def type_problems(metadata: TypeMetadata, whole: ReadSdJwt) -> list[str]:
    """Say where a token breaks the rules of its type; for issuers, and for holders.

    *whole* shows all that there is: of a presentation nobody can say what was left out.
    """
    problems = [] if whole.claims.get("vct") == metadata.vct else ["vct: is another type"]
    for claim in metadata.claims:
        places = list(_places(whole.claims, claim.path, ""))
        name = ".".join("*" if step is None else str(step) for step in claim.path)
        if claim.mandatory and not places:
            problems.append(f"{name}: is missing")
        for place in places:
            is_disclosed = place in whole.disclosed.places
            if claim.sd == "always" and not is_disclosed:
                problems.append(f"{name}: cannot be kept back, and its type asks that it can")
            if claim.sd == "never" and is_disclosed:
                problems.append(f"{name}: can be kept back, and its type asks that it cannot")
    return problems


def _document_of(vct: str, documents: Mapping[str, bytes], integrity: str) -> Json:
    body = documents.get(vct)
    if body is None:
        raise MalformedError(f"there is no metadata of {vct[:200]}", path="vct")
    if integrity and not is_intact(body, integrity):
        raise MalformedError(f"the metadata of {vct[:200]} was changed", path="vct#integrity")
    document = strict_json.parse(body)
    if not isinstance(document, Mapping):
        raise MalformedError(f"the metadata of {vct[:200]} is not a JSON object")
    return document


def _tightened(child: ClaimMetadata, parent: ClaimMetadata) -> ClaimMetadata:
    fixed = parent.sd in ("always", "never")
    if fixed and child.sd not in (None, parent.sd):
        raise MalformedError(f"{child.path}: is {parent.sd} kept back in the type it extends")
    if parent.mandatory and child.mandatory is False:
        raise MalformedError(f"{child.path}: is mandatory in the type it extends")
    return replace(
        child,
        display=child.display or parent.display,
        mandatory=parent.mandatory if child.mandatory is None else child.mandatory,
        sd=child.sd or parent.sd,
        svg_id=child.svg_id or parent.svg_id,
    )


def _claims(document: Json) -> Iterator[ClaimMetadata]:
    entries = document.get("claims", [])
    if not isinstance(entries, list) or len(entries) > MOST_CLAIMS:
        raise MalformedError(f"not a list of at most {MOST_CLAIMS} claims", path="claims")
    for position, entry in enumerate(entries):
        try:
            yield _claim(entry)
        except MalformedError as error:
            raise MalformedError(error.message, path=f"claims[{position}].{error.path}") from error


def _claim(entry: object) -> ClaimMetadata:
    if not isinstance(entry, Mapping):
        raise MalformedError("what is said of a claim is an object", path="path")
    mandatory, sd, svg_id = entry.get("mandatory"), entry.get("sd"), entry.get("svg_id", "")
    if mandatory is not None and not isinstance(mandatory, bool):
        raise MalformedError("true or false", path="mandatory")
    if sd is not None and sd not in SELECTIVITY:
        raise MalformedError(f"one of {', '.join(SELECTIVITY)}", path="sd")
    if not isinstance(svg_id, str) or (svg_id and not _SVG_ID.match(svg_id)):
        raise MalformedError("letters, digits and underscores", path="svg_id")
    return ClaimMetadata(_path(entry), _display(entry, "display", "label"), mandatory, sd, svg_id)


def _path(entry: Json) -> ClaimPath:
    path = entry.get("path")
    if not isinstance(path, list) or not path or not all(map(_is_step, path)):
        raise MalformedError("names, positions and nulls, one at least", path="path")
    return tuple(path)


def _is_step(step: object) -> bool:
    if isinstance(step, int) and not isinstance(step, bool):
        return step >= 0
    return step is None or isinstance(step, str)


def _display(document: Json, name: str, label: str) -> tuple[Json, ...]:
    entries = document.get(name, [])
    if not isinstance(entries, list):
        raise MalformedError("a list of one object for each language", path=name)
    for entry in entries:
        values = (
            [entry.get(key) for key in ("locale", label)] if isinstance(entry, Mapping) else [0]
        )
        if not all(isinstance(value, str) for value in values):
            raise MalformedError(f"an object with locale and {label}", path=name)
    return tuple(entries)


def _text(document: Json, name: str) -> str:
    value = document.get(name, "")
    if not isinstance(value, str):
        raise MalformedError("not a text", path=name)
    return value


def _places(value: object, path: ClaimPath, pointer: str) -> Iterator[str]:
    """Give the places that *path* selects ("Claim Path"); none where it does not fit."""
    if not path:
        yield pointer
        return
    step, rest = path[0], path[1:]
    if isinstance(value, Mapping) and isinstance(step, str) and step in value:
        yield from _places(value[step], rest, inner(pointer, step))
    elif isinstance(value, list) and not isinstance(step, str):
        chosen = range(len(value)) if step is None else range(step, min(step + 1, len(value)))
        for position in chosen:
            yield from _places(value[position], rest, inner(pointer, position))
