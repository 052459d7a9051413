"""Terms: what the members of a node object say."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from insigne.canonicalization.literals import XSD_DOUBLE
from insigne.canonicalization.n_quads import XSD_STRING

# What many documents have in common, and what is large: worth a look into the memory.
_REMEMBERED = frozenset({"issuer", "achievement", "creator", "source"})


class Coercion(Enum):
    """What a term makes of a string (JSON-LD 1.1, "Type Coercion")."""

    LITERAL = auto()
    IRI = auto()
    VOCABULARY = auto()
    JSON = auto()


class Container(Enum):
    """How a term holds several values (JSON-LD 1.1, "Container Mapping")."""

    SET = auto()
    LIST = auto()
    GRAPH = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term that may be a property, ready to be written."""

    name: str
    predicate: str
    coercion: Coercion = Coercion.LITERAL
    datatype: str | None = None
    container: Container = Container.SET
    has_scoped_context: bool = False
    between: str = field(init=False)
    """The predicate as it stands between subject and object."""
    opening: str = field(init=False)
    """What stands before a plain string; empty if strings are more than that to this term."""
    is_reference: bool = field(init=False)
    """Whether a string is an IRI, and nothing but that, to this term."""
    closing: str = field(init=False)
    """What stands after a plain string, to the end of the line."""
    is_remembered: bool = field(init=False)
    """Whether its nodes are worth a look into the memory of sub-trees."""

    def __post_init__(self) -> None:
        is_plain = self.coercion is Coercion.LITERAL and self.container is Container.SET
        is_plain = is_plain and self.datatype != XSD_DOUBLE and not self.has_scoped_context
        is_reference = self.coercion is Coercion.IRI and self.container is Container.SET
        object.__setattr__(self, "is_reference", is_reference and not self.has_scoped_context)
        suffix = "" if self.datatype in (None, XSD_STRING) else f"^^<{self.datatype}>"
        object.__setattr__(self, "between", f" {self.predicate} ")
        object.__setattr__(self, "opening", f' {self.predicate} "' if is_plain else "")
        object.__setattr__(self, "closing", f'"{suffix} .\n')
        object.__setattr__(self, "is_remembered", self.name in _REMEMBERED)
