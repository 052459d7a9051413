"""Whether there is a production installation here, beside which nobody plays with keys."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

NAMES: Final = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
PREFIX: Final = "INSIGNE_"
DATABASE: Final = "insigne.sqlite3"
DATA_FOLDERS: Final = (
    ".local/share/insigne",
    "Library/Application Support/insigne",
    "AppData/Local/insigne/insigne",
)


def signs_of_production(environment: Mapping[str, str], home: Path) -> list[str]:
    """Name the settings and databases of an installation; none if there is none."""
    return [*_settings(environment), *_databases(environment, home)]


def _settings(environment: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(environment):
        if environment[name] and (name in NAMES or name.startswith(PREFIX)):
            yield name


def _databases(environment: Mapping[str, str], home: Path) -> Iterator[str]:
    folders = [home / folder for folder in DATA_FOLDERS]
    if data_home := environment.get("XDG_DATA_HOME"):
        folders.append(Path(data_home) / "insigne")
    for folder in folders:
        if (folder / DATABASE).exists():
            yield str(folder / DATABASE)
