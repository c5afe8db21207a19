"""Looks whether a studio is whole, without changing it."""

from dataclasses import dataclass
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.store.copying import examine
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, SCHEMA_VERSIONS


@dataclass(frozen=True, slots=True)
class Health:
    """A studio that is whole: its schema version, and rows by table."""

    version: str
    newest: bool
    counts: tuple[tuple[str, int], ...]


def check(folder: Path) -> Health:
    """Read every page, index and reference of the studio in `folder`.

    Raises:
        KnownError: there is no studio, it is damaged, foreign, or of a newer version.
    """
    file = folder / FILE_NAME
    if not file.is_file():
        raise KnownError("There is no studio in this folder.", "Choose its folder with --data.")
    found = examine(file)
    if found.application != APPLICATION_ID:
        raise KnownError(
            "The file in this folder is not a studio of Massage Studio.",
            "Choose another folder with --data. Nothing was changed.",
        )
    if found.problems:
        # SQLite's words name tables and pages, never what somebody wrote.
        raise KnownError(
            "The studio's database is damaged ({problem}).",
            "Keep the file and put the newest backup in its place.",
            problem=found.problems[0].splitlines()[0],
        )
    if found.version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This studio was written by a newer version of Massage Studio.",
            "Install the newest version, then open it again. Nothing was changed.",
        )
    return Health(found.version, found.version == SCHEMA_VERSIONS[-1], found.counts)
