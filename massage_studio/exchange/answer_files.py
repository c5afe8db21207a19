"""Reads a file of answers for the command, and says in lines what an import would do and what it asks."""

import json
from collections.abc import Iterator
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.exchange.answered import unknown_keys
from massage_studio.exchange.line_words import note_words
from massage_studio.exchange.views import ImportPreview
from massage_studio.families.names import clean
from massage_studio.language import QT_TRANSLATE_NOOP

_LARGEST = 1024 * 1024  # bytes
_LONGEST = 2_000  # characters of a cell
_WANTED = QT_TRANSLATE_NOOP("Rooms", "Write an object from the keys that --dry-run lists to their answers.")


def read_answers(path: Path) -> dict[str, str]:
    """Return the answers in a file: a JSON object from the key of each question to its answer.

    Raises:
        KnownError: the file cannot be opened, or holds anything else.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError:
        raise KnownError(
            "The file of answers cannot be opened.", "Check that it is still there and may be read."
        ) from None
    try:
        found = json.loads(raw.decode("utf-8-sig")) if len(raw) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise KnownError("The file of answers is not a JSON object of texts.", _WANTED)
    if unknown_keys(found):
        raise KnownError("The file of answers has a key that no question has.", _WANTED)
    return found


def told(preview: ImportPreview) -> Iterator[str]:
    """Yield a line for each baby, its cells apart by tabs, then what was answered and what is asked."""
    for line in preview.lines:
        words = [*(question.words for question in line.questions), note_words(line)]
        yield _line(line.state, _rows(line.rows), line.baby, line.carer, ", ".join(filter(None, words)))
    for key, rule in preview.answered:
        yield _line("=", "", key, rule)
    for asked in preview.asked:
        yield _line("?", _rows(asked.rows), asked.question.key, asked.question.words)
        for likely in asked.question.likely:
            yield _line("", "", likely.value, likely.words)


def _rows(rows: tuple[int, ...]) -> str:
    return ",".join(map(str, rows))


def _line(*cells: str) -> str:
    """Return cells as one line that cannot steer the screen it is read on."""
    return "\t".join(clean(cell, _LONGEST) for cell in cells)
