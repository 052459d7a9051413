"""The world behind the doors."""

from __future__ import annotations

from access.fixtures import whole_world, world

__all__ = ["whole_world", "world"]
