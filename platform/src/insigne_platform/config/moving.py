"""What moves with a person who merges two accounts: the whole table."""

from __future__ import annotations

from insigne_platform.people.services import Move, let_move

MOVES: tuple[Move, ...] = (
    Move("backpack.holding", "person"),
    Move("backpack.importedbadge", "person"),
    Move("backpack.tag", "person"),
    Move("backpack.collection", "person"),
    Move("backpack.import", "person"),
    Move("sharing.link", "person"),
    Move("sharing.view", "person"),
    Move("grants.accessrequest", "person"),
    Move("grants.grant", "person"),
    Move("notifications.notification", "person"),
    Move("notifications.muted", "person"),
    Move("rights.export", "person"),
    Move("awards.award", "holder"),
    Move("earning.application", "person"),
    Move("earning.registration", "person"),
    Move("earning.addedevidence", "person"),
    Move("earning.redemption", "person"),
    Move("pathways.completion", "person"),
    Move("courses.coursemember", "person"),
    Move("institutions.membership", "person"),
)


def connect() -> None:
    """Tell the room of persons."""
    let_move(MOVES)
