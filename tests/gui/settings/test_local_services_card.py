"""What stands near her families, by clicks and keys in Settings, read back from the studio."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from massage_studio.curriculum import queries
from massage_studio.curriculum.signpost_service import keep_local_service
from massage_studio.gui.operation_words import operation_name
from massage_studio.handouts import presenters
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from tests.gui.lists import actions, press_action, rows
from tests.gui.settings.conftest import Stage
from tests.statement_listener import listening
from tests.studio_fixtures import NOW

TODAY = date(2026, 11, 19)


def ui(settings: Stage) -> Any:
    return settings.page.ui.local_services_card.ui


def kept(settings: Stage) -> list[tuple[str, str, date | None]]:
    with settings.store.read() as session:
        return [(one.when, one.to, one.checked) for one in queries.local_services(session)]


def printed(settings: Stage) -> tuple[str, ...]:
    with settings.store.read() as session:
        return presenters.signposting(queries.signposts(session))


def last_name(settings: Stage) -> str:
    """Return how undo names what was done last in the office."""
    with settings.store.read() as session:
        last = last_operations(session)[0]
    return operation_name(last) if last else ""


def click(settings: Stage, widget: Any) -> None:
    assert widget.isVisible() and widget.isEnabled()
    settings.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settings.settle()


def press(settings: Stage, code: str) -> None:
    """Click on a button of the first local service."""
    press_action(ui(settings).services_list, 0, code)
    settings.settle()


def shown(settings: Stage) -> list[tuple[str, str]]:
    found = rows(ui(settings).services_list)
    return [(row.accessible_name, row.accessible_description) for row in found]


def keep(settings: Stage, when: str, to: str, checked: date) -> None:
    with settings.store.write() as session:
        keep_local_service(session, item_id=new_id(), when=when, to=to, checked=checked, now=NOW)
    settings.page.reload()
    settings.settle()


def undo(settings: Stage) -> None:
    act = settings.said[-1][2]
    assert act is not None
    act()
    settings.settle()


def test_a_local_service_is_added_by_keyboard_and_taken_back_by_name(settings: Stage) -> None:
    form = ui(settings)
    assert form.services_list.isHidden() and form.editor_panel.isHidden()
    click(settings, form.add_button)
    assert form.when_edit.hasFocus() and not form.add_button.isEnabled()
    settings.qtbot.keyClicks(form.when_edit, "Help with feeding")
    settings.qtbot.keyClick(form.when_edit, Qt.Key.Key_Tab)
    settings.qtbot.keyClicks(form.to_edit, "Harbour Family Hub, 01632 960000.")
    assert form.checked_edit.day() == TODAY
    settings.qtbot.keyClick(form.to_edit, Qt.Key.Key_Return)
    settings.settle()
    assert kept(settings) == [("Help with feeding", "Harbour Family Hub, 01632 960000", TODAY)]
    assert shown(settings) == [
        ("Help with feeding", "Harbour Family Hub, 01632 960000, checked on 19 November 2026")
    ]
    assert form.editor_panel.isHidden() and form.add_button.isEnabled()
    assert settings.said[-1][:2] == ("Help with feeding is kept for the take-homes.", "Undo")
    assert last_name(settings) == "local service Help with feeding"
    undo(settings)
    assert kept(settings) == [] == shown(settings)
    undo(settings)
    assert len(shown(settings)) == 1


def test_a_local_service_is_changed_and_removed(settings: Stage) -> None:
    keep(settings, "Help with feeding", "01632 960000", date(2026, 3, 2))
    assert [action.accessible_name for action in actions(ui(settings).services_list, 0)] == [
        "Change Help with feeding",
        "Remove Help with feeding",
    ]
    press(settings, "change")
    form = ui(settings)
    assert (form.when_edit.text(), form.checked_edit.day()) == ("Help with feeding", date(2026, 3, 2))
    form.to_edit.setText("01632 960111")
    form.checked_edit.set_day(TODAY)
    click(settings, form.save_button)
    assert kept(settings) == [("Help with feeding", "01632 960111", TODAY)]
    press(settings, "remove")
    assert kept(settings) == [] == shown(settings)
    assert not any("960111" in line for line in printed(settings))
    assert settings.said[-1][:2] == ("Help with feeding is on no new take-home.", "Undo")
    assert last_name(settings) == "Help with feeding, removed"
    undo(settings)
    assert kept(settings) == [("Help with feeding", "01632 960111", TODAY)]


def test_a_local_service_that_stays_as_it_is_offers_nothing_to_take_back(settings: Stage) -> None:
    keep(settings, "Help with feeding", "01632 960000", TODAY)
    press(settings, "change")
    click(settings, ui(settings).save_button)
    assert settings.said[-1] == ("Nothing was changed.", "", None)


@pytest.mark.parametrize(
    ("when", "to", "checked", "told"),
    [
        (" : ", "01632 960000", TODAY, "The name is empty. Write a name, or when to call."),
        ("Help", "", TODAY, "The number is empty. Write a number or an address."),
        ("Help", "01632 960000", date(2027, 1, 1), "This day is still to come. Choose the day on which"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_lost(
    settings: Stage, when: str, to: str, checked: date, told: str
) -> None:
    form = ui(settings)
    click(settings, form.add_button)
    form.when_edit.setText(when)
    form.to_edit.setText(to)
    form.checked_edit.set_day(checked)
    click(settings, form.save_button)
    assert form.editor_error.isVisible() and form.editor_error.text().startswith(told)
    assert form.to_edit.text() == to and kept(settings) == []


def test_no_more_than_paper_has_room_for_can_be_typed(settings: Stage) -> None:
    form = ui(settings)
    click(settings, form.add_button)
    for edit in (form.when_edit, form.to_edit):
        settings.qtbot.keyClicks(edit, "a" * 70)
        assert len(edit.text()) == 60


@pytest.mark.parametrize(
    ("checked", "told"),
    [
        (date(2025, 9, 3), "checked 14 months ago: 01632 960000"),
        (date(2025, 11, 19), "checked 12 months ago: 01632 960000"),
        (date(2025, 11, 20), "01632 960000, checked on 20 November 2025"),
    ],
)
def test_a_service_that_was_checked_a_year_ago_quietly_says_so(
    settings: Stage, checked: date, told: str
) -> None:
    keep(settings, "Help with feeding", "01632 960000", checked)
    assert shown(settings) == [("Help with feeding", told)]


def test_take_homes_name_her_services_before_what_most_families_know(settings: Stage) -> None:
    keep(settings, "Help with feeding", "Harbour Family Hub, 01632 960000", date(2026, 11, 3))
    keep(settings, "Dads' group", "St Anne's Hall, Fridays", date(2026, 11, 4))
    lines = printed(settings)
    assert lines[3:5] == (
        "Help with feeding: Harbour Family Hub, 01632 960000 (checked on 3 Nov 2026).",
        "Dads' group: St Anne's Hall, Fridays (checked on 4 Nov 2026).",
    )
    assert lines[-1].startswith("Lonely, overwhelmed")


def test_ten_services_are_asked_for_at_once(settings: Stage) -> None:
    def asked() -> int:
        with listening() as statements:
            settings.page.reload()
            settings.settle()
        return len(statements)

    none = asked()
    for number in range(10):
        keep(settings, f"Group {number}", "01632 960000", TODAY)
    assert asked() == none <= 8
