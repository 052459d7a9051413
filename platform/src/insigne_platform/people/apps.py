"""The room of persons as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Listens to what allauth tells."""

    name = "insigne_platform.people"
    label = "people"

    def ready(self) -> None:
        """Connect to the one signal that matters to us."""
        from insigne_platform.people import reactions  # noqa: PLC0415 - models come first

        reactions.listen()
