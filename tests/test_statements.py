"""What a page or a command asks the database does not grow with the studio."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.bookings import course_list_queries, today_queries
from massage_studio.demo import career_service
from massage_studio.gui.context import Context
from massage_studio.gui.handouts.reading import Reading
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.pages import PLACES
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.cli.commands import run
from tests.demo_studio import TODAY, demo_once
from tests.gui.settling import settle
from tests.statement_listener import listening

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
PAGES = [name for name in PLACES if name != "first_run"]
MOST_OF_TODAY = 25


@pytest.fixture(scope="module")
def studios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The demo studio, and the same one with a year of 36 courses and 360 families before."""
    young = demo_once(tmp_path_factory)
    folder = tmp_path_factory.mktemp("statements")
    term, old = (Path(shutil.copytree(young, folder / name)) for name in ("term", "old"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(career_service, "YEARS", 1)
        patch.setattr(career_service, "COURSES_A_YEAR", 36)
        store = open_studio(old)
        with store.read() as session:
            first, second = (venue.id for venue in course_list_queries.venues(session))
        career_service.make_career(store, venues=(first, second), until=TODAY - timedelta(days=90))
        store.close()
    yield term, old


def keys_of(context: Context, folder: Path) -> dict[str, Any]:
    """Return what pages are opened with that show one thing: this morning's class and a family in it."""
    store = open_studio(folder)
    with store.read() as session:
        context.profile = profile(session)
        morning = today_queries.today(session, now=NOW, zone="Europe/London").today[0]
    store.close()
    session_id, family_id = morning.session.id, morning.rows[0].baby.family_id
    return {
        "class_room": session_id,
        "after_class": session_id,
        "quick_entry": session_id,
        "family": family_id,
        "summary": family_id,
        "proof_read": Reading(session_id),
    }


def pages_asked(folder: Path) -> dict[str, list[str]]:
    """Return the statements of every page as it is opened, in the order in which they were asked."""
    tasks = Tasks()
    context = Context(tasks, clock=lambda: NOW)
    keys = keys_of(context, folder)
    tasks.use(open_studio(folder))
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    found = {}
    for name in PAGES:
        with listening() as asked:
            window.go(name, keys.get(name))
            settle(tasks)
        found[name] = [statement for statement, _ in asked]
    with listening() as asked:
        progress: Any = window.page("progress")
        window.go("progress", None)
        progress.ui.section_tabs.setCurrentIndex(1)
        settle(tasks)
    found["insights"] = [statement for statement, _ in asked]
    tasks.close()
    window.close()
    window.deleteLater()
    return found


def test_no_page_asks_more_of_an_old_studio(qtbot: QtBot, studios: tuple[Path, Path]) -> None:
    young, old = map(pages_asked, studios)
    assert {name: len(asked) for name, asked in old.items()} == {
        name: len(asked) for name, asked in young.items()
    }
    assert {name for name, asked in young.items() if not asked} == {"own_words"}
    assert len(old["today"]) <= MOST_OF_TODAY, "\n".join(old["today"])


@pytest.mark.parametrize("command", ["courses", "sessions", "families"])
def test_no_command_asks_more_of_an_old_studio(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    studios: tuple[Path, Path],
    command: str,
) -> None:
    # As if there were fifty times as many: rows that belong to others are asked for five hundred at a time.
    monkeypatch.setattr("sqlalchemy.orm.strategies._SelectInLoader._chunksize", 10)
    counts, lines = [], []
    for folder in studios:
        with listening() as asked:
            code, out, _ = run(capsys, command, "--data", folder)
        assert code == 0
        counts.append(len(asked))
        lines.append(len(out.splitlines()))
    assert counts[0] == counts[1]
    assert lines[1] >= lines[0] + 36
