"""What every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("house")

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared_vectors() -> Path:
    """Give the folder of the standards' own data files, or skip where it is not present."""
    folder = REPOSITORY.parent / "shared" / "vectors"
    if not folder.is_dir():
        pytest.skip("the standards' vectors (shared/vectors beside the repository) are not here")
    return folder
