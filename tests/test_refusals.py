"""What a refusal advises: never a copy by hand, which brings an old log back beside a restored file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from massage_studio.errors import DamagedError
from massage_studio.safekeeping.check import check
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.test_architecture import PACKAGE, modules

BY_HAND = ("in its place", "newest backup", "put the", "keep the file", "replace the file", "copy the backup")


def texts() -> Iterator[tuple[str, str]]:
    """Every sentence of a refusal, and every text of the pages that tell of a studio, with its place."""
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name.endswith("Error") or (name == "tr" and path.parent.name == "safekeeping"):
                for part in (part for argument in node.args for part in ast.walk(argument)):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", part.value


def test_no_refusal_advises_to_copy_a_backup_by_hand() -> None:
    found = list(texts())
    assert len(found) > 200
    about_studios = [
        (where, text)
        for where, text in found
        if not where.startswith(("bookings", "cues", "families", "exchange", "gui/bookings"))
    ]
    assert [
        (where, text) for where, text in about_studios for words in BY_HAND if words in text.lower()
    ] == []


@pytest.mark.parametrize("look", [open_studio, check])
def test_a_damaged_studio_points_to_the_command_and_the_window(look: object, studio_folder: Path) -> None:
    (studio_folder / FILE_NAME).write_bytes(b"no database" * 1000)
    with pytest.raises(DamagedError) as caught:
        look(studio_folder)  # type: ignore[operator]
    assert caught.value.advice == (
        "Nothing was changed. Open the studio in its window, which shows what you can go back to, or use "
        "the command restore."
    )
