"""The office in the real window: the chase list and letters to many, from Today to the files."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.gui.context import Context
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.fakes import RecordingMessages
from tests.gui.lists import press_action, rows
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


@pytest.fixture
def window(studio_folder: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window of a studio in which Mia and Leo have places, unpaid, with no form back and no consent."""
    store = open_studio(studio_folder)
    with store.write() as session:
        write_profile(session, profile=Profile(instructor="Ann Lee", email="ann@example.org"))
        course = a_course(session)
        for baby in ("Mia", "Leo"):
            dyad = a_family(session, baby, f"{baby}'s mother")
            families.change_carer(
                session,
                carer_id=dyad.carer,
                given_name=f"{baby}'s mother",
                family_name="",
                relationship="",
                email=f"{baby.lower()}@example.org",
                phone="07700 900123",
                contact_restriction="",
            )
            a_booking(session, course, dyad)
    store.close()
    tasks = Tasks()
    made = MainWindow(Context(tasks, RecordingMessages(), clock=lambda: NOW))
    tasks.use(open_studio(studio_folder))
    made.resize(1366, 768)
    made.show()
    made.go("today")
    settle(tasks)
    yield made
    tasks.close()
    made.close()
    made.deleteLater()


def page(window: MainWindow, name: str) -> Any:
    """The page of this name, which must be in view."""
    settle(window.context.tasks)
    shown = window.page(name)
    assert shown.isVisible(), f"{name} is not in view"
    return shown


def messages(window: MainWindow) -> RecordingMessages:
    found = window.context.messages
    assert isinstance(found, RecordingMessages)
    return found


def test_the_chase_list_from_the_count_on_today_to_nothing_left(window: MainWindow) -> None:
    today = page(window, "today")
    assert today.chase_button.words() == "Chase list: 6 open"
    today.chase_button.click()
    chase = page(window, "chase")
    view = chase.ui.chase_list
    for _ in range(6):
        press_action(view, 0, "tick")
        settle(window.context.tasks)
    assert not rows(view) and chase.empty.isVisible()
    window.go("today")
    assert page(window, "today").chase_button.isHidden()


def test_a_message_to_all_who_owe_is_saved_as_drafts(window: MainWindow, tmp_path: Path) -> None:
    page(window, "today").chase_button.click()
    chase = page(window, "chase")
    chase.ui.kind_combo.setCurrentIndex(chase.ui.kind_combo.findData("payment"))
    chase.ui.write_button.click()
    letters = page(window, "letters")
    messages(window).expect("folder_to_save", tmp_path)
    letters.ui.save_button.click()
    settle(window.context.tasks)
    found = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        for path in tmp_path.glob("*.eml")
    ]
    assert sorted(one["To"].split("<")[1] for one in found) == ["leo@example.org>", "mia@example.org>"]
    assert all(one["From"] == "Ann Lee <ann@example.org>" for one in found)


def test_lists_go_out_for_the_families_that_are_shown(window: MainWindow, tmp_path: Path) -> None:
    window.go("families")
    families_page = page(window, "families")
    families_page.ui.which_combo.setCurrentIndex(families_page.ui.which_combo.findData("lacking"))
    families_page.ui.filter_edit.setText("leo")
    settle(window.context.tasks)
    assert [row.name for row in rows(families_page.ui.families_list)] == ["Leo"]
    for place, ending in enumerate((".csv", ".xlsx")):
        target = tmp_path / f"list{ending}"
        messages(window).expect("file_to_save", target)
        families_page.lists_menu().actions()[place].trigger()
        settle(window.context.tasks)
        assert target.stat().st_size > 0 and window.toast.words() == "1 line exported."
    told = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert "Leo" in told and "leo@example.org" in told and "Mia" not in told
    window.go("classes")
    classes = page(window, "classes")
    [lists] = [one.menu() for one in classes.course_menu().actions() if one.menu() is not None]
    messages(window).expect("file_to_save", tmp_path / "attendees.csv")
    lists.actions()[0].trigger()
    settle(window.context.tasks)
    assert "Mia" in (tmp_path / "attendees.csv").read_text(encoding="utf-8-sig")
