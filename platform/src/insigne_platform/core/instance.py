"""This installation: its base address is fixed at the first start, for badges name it."""

from __future__ import annotations

from insigne_platform.core.addresses import base_url
from insigne_platform.core.errors import Conflict
from insigne_platform.core.models import Instance


def open_instance(*, is_demo: bool | None = None) -> Instance:
    """Answer this installation, made at the first call; refuse another base address.

    *is_demo* says what the caller takes it for; None is a caller to whom it does not matter.
    Raises `Conflict` with the reason: every badge that was issued here carries the first one.
    """
    instance, _ = Instance.objects.get_or_create(
        pk=1, defaults={"base_url": base_url(), "is_demo": bool(is_demo)}
    )
    if instance.base_url != base_url():
        raise Conflict(
            f"This data belongs to {instance.base_url}: the badges in it carry that address. "
            f"It cannot be served at {base_url()}."
        )
    if is_demo is not None and instance.is_demo != is_demo:
        other = "a demo" if instance.is_demo else "no demo"
        raise Conflict(f"This data is {other}, and stays so. Choose another data directory.")
    return instance


def is_demo() -> bool:
    """Say whether this installation is a demo, whose data must never be mistaken for real."""
    return Instance.objects.filter(is_demo=True).exists()
