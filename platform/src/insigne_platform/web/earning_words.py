"""How a badge is earned, laid out for its public page."""

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning import selectors


def ways_to_earn(achievement: Achievement) -> dict[str, object]:
    """Say where one applies for a badge and takes its test, for `earning/apply_link.html`."""
    return {
        "apply_address": selectors.apply_address(achievement),
        "take_address": selectors.take_address(achievement),
    }
