"""The wiring as a Django application, so that it is done once, when all rooms are there."""

from __future__ import annotations

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Connects facts to the rooms that react to them."""

    name = "insigne_platform.config"
    label = "config"

    def ready(self) -> None:
        """Connect, and register our checks."""
        from insigne_platform.config import checks, moving, reactions  # noqa: PLC0415 - models come first

        checks.register()
        reactions.connect()
        moving.connect()
