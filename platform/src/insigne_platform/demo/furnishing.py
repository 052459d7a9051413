"""What each room adds to the demo once the university stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.demo import afterwards, asking, earning, editor, growth, house
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Person


@dataclass(frozen=True, slots=True)
class Demo:
    """Everybody and everything that is there already, by address or key."""

    people: Mapping[str, Person]
    issuers: Mapping[str, Issuer]
    versions: Mapping[str, AchievementVersion]

    @property
    def university(self) -> Institution:
        """The university."""
        return self.issuers["students"].institution

    @property
    def company(self) -> Institution:
        """The company."""
        return self.issuers["company"].institution


FURNISHERS: tuple[Callable[[Demo], None], ...] = (
    earning.furnish,
    house.furnish,
    afterwards.furnish,
    growth.furnish,
    editor.furnish,
    asking.furnish,
)
"""Called one after another, each through services; facts are told in between."""
