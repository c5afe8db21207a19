"""Looks whether a studio is whole, without changing it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError, ListsDamagedError
from massage_studio.store.copying import Examined, examine
from massage_studio.store.engine import APPLICATION_ID, FILE_NAME, RESTORE_ADVICE, SCHEMA_VERSIONS
from massage_studio.store.opening import refuse_unfinished

# What a check says of a list by which rows are found, which is made anew from the rows.
_OF_LISTS = re.compile(
    r"row \d+ missing from index \S+|wrong # of entries in index \S+|the (index|trigger) \S+ is missing"
)
# A check that found more names no further ones.
_MOST_FOUND = 100


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
        raise DamagedError("The studio's file is damaged: there is nothing in it.", RESTORE_ADVICE)
    if found.application != APPLICATION_ID:
        raise KnownError(
            "The file in this folder is not a studio of Massage Studio.",
            "Choose another folder with --data. Nothing was changed.",
        )
    problem = problem_of(found)
    if problem:
        raise _damaged(found, problem)
    if found.version not in SCHEMA_VERSIONS:
        raise KnownError(
            "This studio was written by a newer version of Massage Studio.",
            "Install the newest version, then open it again. Nothing was changed.",
        )
    return Health(found.version, found.version == SCHEMA_VERSIONS[-1], found.counts)


def _damaged(found: Examined, problem: str) -> DamagedError:
    """Return what to say of a studio that is not whole: what that means for the notes, and beside it what."""
    few = len(found.problems) < _MOST_FOUND
    if found.problems and few and all(map(_OF_LISTS.fullmatch, found.problems)):
        return ListsDamagedError(
            "Only the lists by which the program finds your notes are damaged. The notes themselves are "
            "whole.",
            RESTORE_ADVICE,
            found=problem,
        )
    return DamagedError("Part of the studio's file is damaged.", RESTORE_ADVICE, found=problem)


def problem_of(found: Examined) -> str:
    """Return the first thing that is not whole in a studio's file, empty where all is."""
    if found.problems:
        # SQLite's words name tables and pages, never what somebody wrote; a heading may stand above them.
        lines = found.problems[0].splitlines()
        return next((line for line in lines if not line.startswith("***")), lines[0])
    return "" if found.version else "its version is missing"
