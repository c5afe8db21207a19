"""Looks whether a studio is whole, without changing it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError
from massage_studio.store.copying import Examined, examine
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, RESTORE_ADVICE, SCHEMA_VERSIONS
from massage_studio.store.opening import refuse_unfinished


@dataclass(frozen=True, slots=True)
class Health:
    """A studio that is whole: its schema version, and rows by table."""

    version: str
    newest: bool
    counts: tuple[tuple[str, int], ...]


def check(folder: Path, *, between: Callable[[], None] | None = None) -> Health:
    """Read every page, index, reference, table and trigger of the studio in `folder`.

    `between` is called now and then; the KnownError that it raises ends the check.

    Raises:
        KnownError: there is no studio, it is damaged, foreign, of a newer version or half restored.
    """
    file = folder / FILE_NAME
    refuse_unfinished(folder)
    if not file.is_file():
        raise KnownError("There is no studio in this folder.", "Choose its folder with --data.")
    found = examine(file, between=between) if file.stat().st_size else None
    if found is None or not found.counts:
        raise DamagedError("The studio's database is damaged: there is nothing in it.", RESTORE_ADVICE)
    if found.application != APPLICATION_ID:
        raise KnownError(
            "The file in this folder is not a studio of Massage Studio.",
            "Choose another folder with --data. Nothing was changed.",
        )
    problem = problem_of(found)
    if problem:
        raise DamagedError("The studio's database is damaged ({problem}).", RESTORE_ADVICE, problem=problem)
    if found.version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This studio was written by a newer version of Massage Studio.",
            "Install the newest version, then open it again. Nothing was changed.",
        )
    return Health(found.version, found.version == SCHEMA_VERSIONS[-1], found.counts)


def problem_of(found: Examined) -> str:
    """Return the first thing that is not whole in a studio's file, empty where all is."""
    if found.problems:
        # SQLite's words name tables and pages, never what somebody wrote; a heading may stand above them.
        lines = found.problems[0].splitlines()
        return next((line for line in lines if not line.startswith("***")), lines[0])
    return "" if found.version else "its version is missing"
