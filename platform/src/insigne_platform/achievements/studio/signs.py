"""The signs that a badge can carry: our own small set, drawn on a grid of 24."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RING = "M12 3A9 9 0 0 1 12 21A9 9 0 0 1 12 3Z"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: what is stroked, what is filled, and what it is called in a sentence."""

    label: Promise
    stroked: str
    filled: str = ""


SIGNS: Mapping[str, Sign] = {
    "book": Sign(
        _("an open book"),
        "M12 6C10 4.5 7 4 3 4V18C7 18 10 18.5 12 20C14 18.5 17 18 21 18V4C17 4 14 4.5 12 6V20",
    ),
    "pen": Sign(_("a pen"), "M4 20L5 15L16 4L20 8L9 19L4 20ZM13 7L17 11"),
    "cap": Sign(
        _("a graduation cap"),
        "M12 5L22 10L12 15L2 10ZM6 12V17C8 19.5 16 19.5 18 17V12M22 10V16",
    ),
    "paper": Sign(_("a sheet of paper"), "M6 3H14L19 8V21H6ZM14 3V8H19M9 13H16M9 17H16"),
    "bulb": Sign(
        _("a light bulb"),
        "M9 17C9 14 6 13 6 9.5A6 6 0 0 1 18 9.5C18 13 15 14 15 17ZM9.5 20.5H14.5",
    ),
    "star": Sign(
        _("a star"),
        "M12 3L14.7 8.8L21 9.6L16.3 14L17.6 20.3L12 17.2L6.4 20.3L7.7 14L3 9.6L9.3 8.8Z",
    ),
    "heart": Sign(
        _("a heart"),
        "M12 20C5 15 3 12 3 8.5A4.5 4.5 0 0 1 12 7A4.5 4.5 0 0 1 21 8.5C21 12 19 15 12 20Z",
    ),
    "person": Sign(
        _("a person"),
        "M12 4A4 4 0 0 1 12 12A4 4 0 0 1 12 4ZM4 21C4.6 16.5 8 15 12 15C16 15 19.4 16.5 20 21",
    ),
    "people": Sign(
        _("two people"),
        "M8 5A3.2 3.2 0 0 1 8 11.4A3.2 3.2 0 0 1 8 5ZM2 20C2.4 15.5 5 14.5 8 14.5"
        "C11 14.5 13.6 15.5 14 20M16 5.5A3 3 0 0 1 16 11.3M17 14.5C20 14.8 21.7 16.5 22 20",
    ),
    "speech": Sign(_("a speech bubble"), "M4 4H20V16H11L6 20.5V16H4Z"),
    "hand": Sign(
        _("a raised hand"),
        "M7 13V6.5A1.5 1.5 0 0 1 10 6.5V11V4.5A1.5 1.5 0 0 1 13 4.5V11V5.5A1.5 1.5 0 0 1 16 5.5"
        "V12V8.5A1.5 1.5 0 0 1 19 8.5V15A6.5 6.5 0 0 1 7.5 18.5L3.8 13.5A1.5 1.5 0 0 1 6 11.5L7 13",
    ),
    "globe": Sign(
        _("a globe"),
        RING + "M3 12H21M12 3C15.5 6.5 15.5 17.5 12 21C8.5 17.5 8.5 6.5 12 3",
    ),
    "compass": Sign(_("a compass"), RING + "M15.5 8.5L13.5 13.5L8.5 15.5L10.5 10.5Z"),
    "leaf": Sign(
        _("a leaf"), "M5 19C3 9 10 4 20 4C21 14 15 20 7 17M4 21C7 15 11 11.5 15 9.5"
    ),
    "tree": Sign(_("a tree"), "M12 21V16M12 3L18 11H15L19 16H5L9 11H6Z"),
    "drop": Sign(
        _("a drop of water"),
        "M12 3C16 8.5 18.5 11.5 18.5 15A6.5 6.5 0 0 1 5.5 15C5.5 11.5 8 8.5 12 3Z",
    ),
    "waves": Sign(
        _("waves"),
        "M2 7Q5.3 3.5 8.7 7T15.3 7T22 7M2 12.5Q5.3 9 8.7 12.5T15.3 12.5T22 12.5"
        "M2 18Q5.3 14.5 8.7 18T15.3 18T22 18",
    ),
    "sun": Sign(
        _("a sun"),
        "M12 8A4 4 0 0 1 12 16A4 4 0 0 1 12 8ZM12 2V4M12 20V22M2 12H4M20 12H22M5 5L6.4 6.4"
        "M17.6 17.6L19 19M19 5L17.6 6.4M6.4 17.6L5 19",
    ),
    "mountain": Sign(_("a mountain"), "M2 19L9 6L13 13L15.5 9.5L22 19Z"),
    "flame": Sign(
        _("a flame"),
        "M12 3C13 7 18 9 18 15A6 6 0 0 1 6 15C6 12 7.5 10.5 8.5 9C9 11 10 11.5 11 11.5"
        "C11.5 9 10.5 6 12 3Z",
    ),
    "bolt": Sign(_("a flash of lightning"), "M13 2L5 13.5H11L10 22L19 9.5H13Z"),
    "gear": Sign(
        _("a gear wheel"),
        "M12 9A3 3 0 0 1 12 15A3 3 0 0 1 12 9ZM12 5.5A6.5 6.5 0 0 1 12 18.5A6.5 6.5 0 0 1 12 5.5Z"
        "M12 2.5V5.5M12 18.5V21.5M2.5 12H5.5M18.5 12H21.5M5.3 5.3L7.4 7.4M16.6 16.6L18.7 18.7"
        "M18.7 5.3L16.6 7.4M7.4 16.6L5.3 18.7",
    ),
    "wrench": Sign(
        _("a spanner"),
        "M20.5 7A5.2 5.2 0 0 1 13.5 12.5L6.5 19.5A2.1 2.1 0 0 1 3.5 16.5L10.5 9.5"
        "A5.2 5.2 0 0 1 16 2.5L13 6L14 9L17 10Z",
    ),
    "atom": Sign(
        _("an atom"),
        "M2.5 12A9.5 4 0 1 0 21.5 12A9.5 4 0 1 0 2.5 12Z"
        "M7.25 3.77A9.5 4 60 1 0 16.75 20.23A9.5 4 60 1 0 7.25 3.77Z"
        "M16.75 3.77A9.5 4 120 1 0 7.25 20.23A9.5 4 120 1 0 16.75 3.77Z",
        "M12 10.2A1.8 1.8 0 0 1 12 13.8A1.8 1.8 0 0 1 12 10.2Z",
    ),
    "flask": Sign(
        _("a flask"),
        "M9 3H15M10 3V9.5L4.5 19A1.5 1.5 0 0 0 6 21H18A1.5 1.5 0 0 0 19.5 19L14 9.5V3M7.5 15H16.5",
    ),
    "dna": Sign(
        _("a strand of DNA"),
        "M7 2C7 8 17 8 17 12S7 16 7 22M17 2C17 8 7 8 7 12S17 16 17 22M8.5 4.5H15.5M8.5 19.5H15.5",
    ),
    "lens": Sign(
        _("a magnifying glass"),
        "M10.5 4A6.5 6.5 0 0 1 10.5 17A6.5 6.5 0 0 1 10.5 4ZM15.3 15.3L21 21",
    ),
    "eye": Sign(
        _("an eye"),
        "M2 12C4.5 7.5 8 5.5 12 5.5S19.5 7.5 22 12C19.5 16.5 16 18.5 12 18.5S4.5 16.5 2 12Z"
        "M12 9.5A2.5 2.5 0 0 1 12 14.5A2.5 2.5 0 0 1 12 9.5Z",
    ),
    "chart": Sign(_("a bar chart"), "M2 21H22M5 20V13M12 20V5M19 20V9"),
    "code": Sign(_("the signs of program code"), "M8 6L2.5 12L8 18M16 6L21.5 12L16 18"
        "M13.5 4L10.5 20"),
    "computer": Sign(_("a computer"), "M3 4H21V16H3ZM8 20.5H16M12 16V20.5"),
    "database": Sign(
        _("a database"),
        "M4 6A8 3 0 1 0 20 6A8 3 0 1 0 4 6ZM4 6V18A8 3 0 0 0 20 18V6M4 12A8 3 0 0 0 20 12",
    ),
    "network": Sign(
        _("a network"),
        "M12 2.5A2.5 2.5 0 0 1 12 7.5A2.5 2.5 0 0 1 12 2.5Z"
        "M5 16A2.5 2.5 0 0 1 5 21A2.5 2.5 0 0 1 5 16Z"
        "M19 16A2.5 2.5 0 0 1 19 21A2.5 2.5 0 0 1 19 16ZM10.8 7.2L6.2 16.2M13.2 7.2L17.8 16.2"
        "M7.5 18.5H16.5",
    ),
    "lock": Sign(_("a lock"), "M5 11H19V21H5ZM8 11V7.5A4 4 0 0 1 16 7.5V11M12 15V17"),
    "key": Sign(
        _("a key"),
        "M7.5 10.5A4 4 0 0 1 7.5 18.5A4 4 0 0 1 7.5 10.5ZM10.5 11.5L20 3M16 6.6L19 9.6"
        "M13 9.3L15 11.3",
    ),
    "guard": Sign(
        _("a shield with a tick"),
        "M12 3L20 6V12C20 17 16.5 19.5 12 21.5C7.5 19.5 4 17 4 12V6ZM8.5 12L11 14.5L15.5 9.5",
    ),
    "scales": Sign(
        _("a pair of scales"),
        "M12 4V20M7 20H17M5 6.5H19M5 6.5L2 14H8ZM19 6.5L16 14H22ZM2 14A3 3 0 0 0 8 14"
        "M16 14A3 3 0 0 0 22 14",
    ),
    "house": Sign(
        _("a house with pillars"),
        "M3 20.5H21M5 20.5V10M10 20.5V10M14 20.5V10M19 20.5V10M3 10L12 3.5L21 10Z",
    ),
    "bridge": Sign(
        _("a bridge"),
        "M2 17H22M5 21V8M19 21V8M2 12Q5 11 5 8Q12 18 19 8Q19 11 22 12M9 12.4V17"
        "M12 13.2V17M15 12.4V17",
    ),
    "boat": Sign(_("a sailing boat"), "M3 16H21L18.5 20.5H5.5ZM12 13V3L19 13Z"
        "M9.5 13H4.5L9.5 6.5V13"),
    "anchor": Sign(
        _("an anchor"),
        "M12 7V21M8 11H16M4 13.5C4 18.5 8 21 12 21C16 21 20 18.5 20 13.5"
        "M12 3A2 2 0 0 1 12 7A2 2 0 0 1 12 3Z",
    ),
    "rocket": Sign(
        _("a rocket"),
        "M12 2.5C16 5.5 17 9.5 16 15H8C7 9.5 8 5.5 12 2.5ZM8 11L4.5 15V19L8 17"
        "M16 11L19.5 15V19L16 17"
        "M12 18V21.5M12 7.5V10",
    ),
    "flag": Sign(_("a flag"), "M5 22V3M5 4H19L16 9L19 14H5"),
    "trophy": Sign(
        _("a cup"),
        "M7 4H17V10A5 5 0 0 1 7 10ZM7 5.5H3.5C3.5 9 5 10.5 7.3 11"
        "M17 5.5H20.5C20.5 9 19 10.5 16.7 11"
        "M12 15V19M8 20.5H16",
    ),
    "medal": Sign(
        _("a medal"),
        "M12 9.5A5.5 5.5 0 0 1 12 20.5A5.5 5.5 0 0 1 12 9.5ZM9 10.3L6 3H18L15 10.3",
    ),
    "crown": Sign(_("a crown"), "M3 18H21L22 7L16.5 11.5L12 5L7.5 11.5L2 7Z"),
    "target": Sign(
        _("a target"),
        RING + "M12 7.5A4.5 4.5 0 0 1 12 16.5A4.5 4.5 0 0 1 12 7.5Z",
        "M12 10.8A1.2 1.2 0 0 1 12 13.2A1.2 1.2 0 0 1 12 10.8Z",
    ),
    "puzzle": Sign(
        _("a piece of a puzzle"),
        "M4 8H8.5A2.5 2.5 0 1 1 13 8H17V12A2.5 2.5 0 1 1 17 16.5V21H4Z",
    ),
    "steps": Sign(_("a flight of steps"), "M3 20H8V15H13V10H18V5H21.5"),
    "tick": Sign(_("a tick"), "M4 12.5L10 18L20 6"),
    "cycle": Sign(
        _("two arrows in a circle"),
        "M4 12A8 8 0 0 1 18 6.5M18 2.5V6.5H14M20 12A8 8 0 0 1 6 17.5M6 21.5V17.5H10",
    ),
    "plus": Sign(_("a medical cross"), "M9 3H15V9H21V15H15V21H9V15H3V9H9Z"),
    "pulse": Sign(_("a heartbeat"), "M2 12H6.5L9 5L13.5 19L16 12H22"),
    "music": Sign(
        _("notes of music"),
        "M9 18V5L20 3V16M9 18A3 3 0 1 1 6 15A3 3 0 0 1 9 18Z"
        "M20 16A3 3 0 1 1 17 13A3 3 0 0 1 20 16Z",
    ),
    "palette": Sign(
        _("a painter's palette"),
        "M12 3A9 9 0 1 0 12 21C14 21 14 19.5 13.5 18.5C13 17 14 16 15.5 16H18A3 3 0 0 0 21 13"
        "C21 7.5 17 3 12 3ZM7.5 11.5V11.6M10 7.5V7.6M14.5 7.5V7.6M17 11V11.1",
    ),
    "camera": Sign(
        _("a camera"),
        "M3 7H7.5L9.5 4H14.5L16.5 7H21V19H3ZM12 9.5A3.5 3.5 0 0 1 12 16.5A3.5 3.5 0 0 1 12 9.5Z",
    ),
    "microphone": Sign(
        _("a microphone"),
        "M12 3A3 3 0 0 1 15 6V11A3 3 0 0 1 9 11V6A3 3 0 0 1 12 3ZM5.5 11A6.5 6.5 0 0 0 18.5 11"
        "M12 17.5V21.5M8.5 21.5H15.5",
    ),
    "calendar": Sign(_("a calendar"), "M4 5.5H20V20.5H4ZM4 10H20M8.5 3V7M15.5 3V7"),
    "clock": Sign(_("a clock"), RING + "M12 7V12.5L15.5 14.5"),
}  # fmt: skip
