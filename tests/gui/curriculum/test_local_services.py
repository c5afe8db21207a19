"""What stands near her families, kept by clicks and keys in the curriculum, read back from the studio."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import queries
from massage_studio.curriculum.signpost_service import keep_local_service
from massage_studio.curriculum.views import LocalService
from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from massage_studio.handouts import presenters
from massage_studio.store.ids import new_id
from tests.gui.curriculum.safety_stage import (
    act,
    buttons,
    choose,
    click,
    detail,
    dialog,
    last_name,
    panel,
    save,
    shown,
)
from tests.gui.stage import Stage, staged
from tests.statement_listener import listening
from tests.studio_fixtures import NOW

TODAY = date(2026, 11, 19)


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(SafetyPanel, studio_folder, qtbot) as made:
        made.page.resize(1100, 660)
        made.show()
        yield made


def services(stage: Stage) -> tuple[LocalService, ...]:
    with stage.store.read() as session:
        return queries.local_services(session)


def kept(stage: Stage) -> list[tuple[str, str, date | None]]:
    return [(one.when, one.to, one.checked) for one in services(stage)]


def printed(stage: Stage) -> tuple[str, ...]:
    with stage.store.read() as session:
        return presenters.signposting(queries.signposts(session))


def keep(stage: Stage, when: str, to: str, checked: date) -> None:
    with stage.store.write() as session:
        keep_local_service(
            session,
            item_id=new_id(),
            when=when,
            to=to,
            checked=checked,
            service="peer_support",
            serves="Harbour Town",
            opening="Fridays at ten",
            now=NOW,
        )
    stage.page.reload()
    stage.settle()


def choose_first(stage: Stage) -> str:
    return choose(stage, "service", str(services(stage)[0].id))


def test_a_local_service_is_added_by_keyboard_and_taken_back_by_name(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_service_button)
    form = dialog(stage).ui
    form.service_combo.setCurrentIndex(form.service_combo.findData("parent_infant"))
    form.when_edit.setFocus()
    for edit, words in (
        (form.when_edit, "Help with feeding"),
        (form.to_edit, "Harbour Family Hub, 01632 960000."),
        (form.area_edit, "Harbour Town"),
        (form.opening_edit, "Mondays, 9 to 12"),
    ):
        assert edit.hasFocus()
        stage.qtbot.keyClicks(edit, words)
        stage.qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert form.checked_edit.day() == TODAY
    stage.qtbot.keyClick(form.to_edit, Qt.Key.Key_Return)
    stage.settle()
    [one] = services(stage)
    assert (one.when, one.to, one.checked) == ("Help with feeding", "Harbour Family Hub, 01632 960000", TODAY)
    assert (one.service, one.serves, one.opening) == ("parent_infant", "Harbour Town", "Mondays, 9 to 12")
    assert shown(stage, "service") == [("Help with feeding", "Checked on 19 November 2026")]
    for words in ("Parent-infant team", "Harbour Town", "Mondays, 9 to 12", "01632 960000"):
        assert words in detail(stage)
    assert stage.said[-1][:2] == ("Help with feeding is kept for the take-homes.", "Undo")
    assert last_name(stage) == "local service Help with feeding"
    stage.undo()
    assert kept(stage) == [] == shown(stage, "service")
    stage.undo()
    assert len(shown(stage, "service")) == 1


def test_what_a_take_home_names_of_a_service_is_looked_at_while_it_is_written(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_service_button)
    ui = dialog(stage).ui
    for edit in (ui.when_edit, ui.to_edit):
        assert ui.fault_line.isHidden()
        edit.setText("Massage cures colic")
        edit.wording.look()
        assert ui.fault_line.isVisible() and "cures" in ui.fault_line.label.text()
        edit.clear()
        edit.wording.look()
    ui.area_edit.setText("Massage cures colic")
    assert ui.fault_line.isHidden()
    dialog(stage).reject()


def test_a_local_service_is_changed_and_removed(stage: Stage) -> None:
    keep(stage, "Help with feeding", "01632 960000", date(2026, 9, 2))
    choose_first(stage)
    assert buttons(stage) == ["Change Help with feeding", "Remove Help with feeding"]
    act(stage, "change")
    form = dialog(stage).ui
    assert (form.when_edit.text(), form.checked_edit.day()) == ("Help with feeding", date(2026, 9, 2))
    assert (form.area_edit.text(), form.opening_edit.text()) == ("Harbour Town", "Fridays at ten")
    form.to_edit.setText("01632 960111")
    form.checked_edit.set_day(TODAY)
    save(stage)
    assert kept(stage) == [("Help with feeding", "01632 960111", TODAY)]
    act(stage, "remove")
    assert kept(stage) == [] == shown(stage, "service")
    assert not any("960111" in line for line in printed(stage))
    assert stage.said[-1][:2] == ("Help with feeding is on no new take-home.", "Undo")
    assert last_name(stage) == "Help with feeding, removed"
    stage.undo()
    assert kept(stage) == [("Help with feeding", "01632 960111", TODAY)]


def test_a_local_service_that_stays_as_it_is_offers_nothing_to_take_back(stage: Stage) -> None:
    keep(stage, "Help with feeding", "01632 960000", TODAY)
    choose_first(stage)
    act(stage, "change")
    save(stage)
    assert stage.said[-1] == ("Nothing was changed.", "", None)


@pytest.mark.parametrize(
    ("when", "to", "checked", "told"),
    [
        (" : ", "01632 960000", TODAY, "The name is empty. Write a name, or when to call."),
        ("Help", "", TODAY, "The number is empty. Write a number or an address."),
        ("Help", "01632 960000", date(2027, 1, 1), "This day is still to come. Choose the day on which"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_lost(
    stage: Stage, when: str, to: str, checked: date, told: str
) -> None:
    click(stage, panel(stage).ui.add_service_button)
    form = dialog(stage).ui
    form.when_edit.setText(when)
    form.to_edit.setText(to)
    form.checked_edit.set_day(checked)
    save(stage)
    assert form.error_label.isVisible() and form.error_label.text().startswith(told)
    assert form.to_edit.text() == to and kept(stage) == []
    dialog(stage).reject()


def test_no_more_than_paper_has_room_for_can_be_typed(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_service_button)
    form = dialog(stage).ui
    for edit in (form.when_edit, form.to_edit):
        stage.qtbot.keyClicks(edit, "a" * 70)
        assert len(edit.text()) == 60
    dialog(stage).reject()


@pytest.mark.parametrize(
    ("checked", "told"),
    [
        (date(2025, 9, 3), "Checked 14 months ago; is it still right?"),
        (date(2026, 5, 19), "Checked 6 months ago; is it still right?"),
        (date(2026, 5, 20), "Checked on 20 May 2026"),
    ],
)
def test_a_service_that_was_checked_half_a_year_ago_quietly_asks_again(
    stage: Stage, checked: date, told: str
) -> None:
    keep(stage, "Help with feeding", "01632 960000", checked)
    assert shown(stage, "service") == [("Help with feeding", told)]
    assert told in choose_first(stage)


def test_take_homes_name_her_services_before_what_most_families_know_and_no_more_of_them(
    stage: Stage,
) -> None:
    keep(stage, "Help with feeding", "Harbour Family Hub, 01632 960000", date(2026, 11, 3))
    keep(stage, "Dads' group", "St Anne's Hall, Fridays", date(2026, 11, 4))
    lines = printed(stage)
    assert lines[3:5] == (
        "Help with feeding: Harbour Family Hub, 01632 960000 (checked on 3 Nov 2026).",
        "Dads' group: St Anne's Hall, Fridays (checked on 4 Nov 2026).",
    )
    assert lines[-1].startswith("Lonely, overwhelmed")
    assert not any("Harbour Town" in line for line in lines)


def test_ten_services_are_asked_for_at_once(stage: Stage) -> None:
    def asked() -> int:
        with listening() as statements:
            stage.page.reload()
            stage.settle()
        return len(statements)

    none = asked()
    for number in range(10):
        keep(stage, f"Group {number}", "01632 960000", TODAY)
    assert asked() == none <= 8


def test_settings_leads_here(stage: Stage) -> None:
    keep(stage, "Help with feeding", "01632 960000", TODAY)
    panel(stage).open(("safety", "services"))
    stage.settle()
    assert "Peer support" in detail(stage) and "01632 960000" in detail(stage)


def test_the_keys_go_to_what_a_service_still_needs(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_service_button)
    form = dialog(stage).ui
    save(stage)
    assert form.error_label.isVisible() and dialog(stage).focusWidget() is form.when_edit
    form.when_edit.setText("Help with feeding")
    save(stage)
    assert form.error_label.isVisible() and dialog(stage).focusWidget() is form.to_edit
    dialog(stage).reject()
