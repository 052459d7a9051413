"""Tables whose rows are made when somebody first asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class LateTable[Key, Row](Mapping[Key, Row]):
    """A mapping that is told how each row is made, and makes it once.

    For rows that bring a library with them: whoever looks at one badge loads what that badge has.
    """

    def __init__(self, makers: Mapping[Key, Callable[[], Row]]) -> None:
        self._makers = makers
        self._rows: dict[Key, Row] = {}

    def __getitem__(self, key: Key) -> Row:
        try:
            return self._rows[key]
        except KeyError:
            return self._rows.setdefault(key, self._makers[key]())

    def __iter__(self) -> Iterator[Key]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, key: object) -> bool:
        return key in self._makers
