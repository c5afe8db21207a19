"""The nation of the bank holidays and the closed days, by clicks and keys, read back from the studio."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

import massage_studio.bookings.course_planning_queries as queries
from massage_studio.bookings import courses_service
from massage_studio.store.ids import new_id
from tests.gui.lists import press_action, rows
from tests.gui.settings.conftest import Stage
from tests.studio_fixtures import NOW


def panel(settings: Stage) -> Any:
    return settings.page.ui.holidays_panel


def kept(settings: Stage) -> list[tuple[date, date, str]]:
    with settings.store.read() as session:
        return [(one.first, one.last, one.words) for one in queries.closed_ranges(session)]


def click(settings: Stage, widget: Any) -> None:
    assert widget.isVisible() and widget.isEnabled()
    settings.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settings.settle()


def shown(settings: Stage) -> list[str]:
    found = rows(panel(settings).ui.ranges_list)
    return [f"{row.accessible_name}: {row.accessible_description}" for row in found]


def press(settings: Stage, code: str) -> None:
    """Click on a button of the first closed days."""
    press_action(panel(settings).ui.ranges_list, 0, code)
    settings.settle()


def test_the_fields_for_closed_days_come_whole_into_view(settings: Stage) -> None:
    ui = panel(settings).ui
    settings.page.resize(1093, 560)
    settings.page.ui.scroll.ensureWidgetVisible(ui.add_button)
    click(settings, ui.add_button)
    fields = ui.editor_panel
    settings.qtbot.waitUntil(lambda: fields.visibleRegion().boundingRect().height() == fields.height())


def close(settings: Stage, first: date, last: date, words: str = "") -> None:
    with settings.store.write() as session:
        courses_service.close_days(session, closed_id=new_id(), first=first, last=last, words=words, now=NOW)
    settings.page.reload()
    settings.settle()


def test_the_nation_is_kept_when_it_is_chosen_and_put_back_with_undo(settings: Stage) -> None:
    combo = panel(settings).ui.nation_combo
    assert combo.currentText() == "No nation"
    combo.setCurrentIndex(combo.findText("Wales"))
    combo.activated.emit(combo.currentIndex())
    settings.settle()
    assert settings.kept().nation == "WLS"
    undo = settings.said[-1][2]
    assert undo is not None
    undo()
    settings.settle()
    assert settings.kept().nation == ""
    assert combo.currentText() == "No nation"


def test_closed_days_are_added_by_keyboard_and_taken_back(settings: Stage) -> None:
    ui = panel(settings).ui
    click(settings, ui.add_button)
    assert ui.first_edit.hasFocus() and not ui.add_button.isEnabled()
    for part in ("31", "May", "2027"):
        settings.qtbot.keyClicks(ui.first_edit, part)
    settings.qtbot.keyClick(ui.first_edit, Qt.Key.Key_Tab)
    assert ui.last_edit.hasFocus()
    assert ui.last_edit.day() == date(2027, 5, 31)
    for part in ("4 ", "6"):
        settings.qtbot.keyClicks(ui.last_edit, part)
    settings.qtbot.keyClick(ui.last_edit, Qt.Key.Key_Tab)
    settings.qtbot.keyClicks(ui.words_edit, "Half-term")
    settings.qtbot.keyClick(ui.words_edit, Qt.Key.Key_Return)
    settings.settle()
    assert kept(settings) == [(date(2027, 5, 31), date(2027, 6, 4), "Half-term")]
    assert shown(settings) == ["31 May to 4 Jun 2027: Half-term"]
    assert ui.editor_panel.isHidden() and ui.add_button.isEnabled()
    assert settings.said[-1][:2] == ("No class is planned on 31 May to 4 Jun 2027.", "Undo")
    undo = settings.said[-1][2]
    assert undo is not None
    undo()
    settings.settle()
    assert kept(settings) == [] == shown(settings)


def test_most_of_a_year_is_asked_about(settings: Stage) -> None:
    ui = panel(settings).ui
    click(settings, ui.add_button)
    ui.first_edit.set_day(date(2027, 5, 31))
    ui.last_edit.set_day(date(2028, 5, 11))
    settings.messages.expect("ask", False)
    click(settings, ui.save_button)
    assert settings.messages.asked[-1][1] == "These are 347 days without a class."
    settings.settle()
    assert kept(settings) == [] and ui.editor_panel.isVisible()
    settings.messages.expect("ask", True)
    click(settings, ui.save_button)
    settings.settle()
    assert len(kept(settings)) == 1


def test_closed_days_are_changed_and_removed(settings: Stage) -> None:
    close(settings, date(2026, 12, 21), date(2027, 1, 1), "Christmas")
    press(settings, "change")
    ui = panel(settings).ui
    assert (ui.first_edit.day(), ui.words_edit.text()) == (date(2026, 12, 21), "Christmas")
    ui.last_edit.set_day(date(2027, 1, 8))
    click(settings, ui.save_button)
    assert kept(settings) == [(date(2026, 12, 21), date(2027, 1, 8), "Christmas")]
    press(settings, "remove")
    assert kept(settings) == []
    undo = settings.said[-1][2]
    assert undo is not None
    undo()
    settings.settle()
    assert kept(settings) == [(date(2026, 12, 21), date(2027, 1, 8), "Christmas")]


def test_a_last_day_before_the_first_is_told_and_nothing_is_lost(settings: Stage) -> None:
    ui = panel(settings).ui
    click(settings, ui.add_button)
    ui.first_edit.set_day(date(2027, 5, 31))
    ui.last_edit.set_day(date(2027, 5, 1))
    ui.words_edit.setText("Half-term")
    click(settings, ui.save_button)
    assert ui.editor_error.text().startswith("The last day is before the first.")
    assert ui.words_edit.text() == "Half-term" and kept(settings) == []
    click(settings, ui.leave_button)
    assert ui.editor_panel.isHidden()


def test_days_that_are_past_are_folded_away(settings: Stage) -> None:
    close(settings, date(2026, 8, 1), date(2026, 8, 31), "Summer")
    close(settings, date(2027, 2, 15), date(2027, 2, 15))
    assert shown(settings) == ["15 February 2027: Closed"]
    click(settings, panel(settings).ui.earlier_button)
    assert shown(settings) == ["1 Aug to 31 Aug 2026: Summer", "15 February 2027: Closed"]


def test_tab_goes_from_the_nation_over_the_rows_to_the_fields(settings: Stage) -> None:
    close(settings, date(2027, 2, 15), date(2027, 2, 19), "Half-term")
    ui = panel(settings).ui
    click(settings, ui.add_button)
    settings.qtbot.waitUntil(settings.page.isActiveWindow)
    ui.nation_combo.setFocus()
    passed = []
    for _ in range(7):
        focus = settings.page.window().focusWidget()
        settings.qtbot.keyClick(focus, Qt.Key.Key_Tab)
        passed.append(settings.page.window().focusWidget())
    # Qt takes a field with parts part by part before it lets Tab go on.
    # On the row it goes to the button that changes it, then to the one that takes it away.
    fields = [ui.ranges_list, ui.ranges_list, ui.first_edit, ui.last_edit, ui.words_edit]
    assert passed[:5] == fields
    assert passed[5:] == [ui.save_button, ui.leave_button]


def test_school_holidays_come_in_from_a_calendar_and_go_with_undo(settings: Stage, tmp_path: Path) -> None:
    events = (
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;VALUE=DATE:2027021{day}\r\nSUMMARY:Inset day\r\nEND:VEVENT\r\n"
        for day in (5, 6)
    )
    path = tmp_path / "school.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n", encoding="utf-8", newline=""
    )
    settings.messages.expect("file_to_open", path)
    click(settings, panel(settings).ui.file_button)
    assert [first.day for first, _, _ in kept(settings)] == [15, 16]
    assert settings.said[-1][0] == "2 periods without classes are kept, as this calendar has them."
    settings.said[-1][2]()  # type: ignore[misc]
    settings.settle()
    assert kept(settings) == []
    path.write_text("no calendar", encoding="utf-8")
    settings.messages.expect("file_to_open", path)
    click(settings, panel(settings).ui.file_button)
    assert panel(settings).ui.file_error.text().startswith("This is no calendar file.")


def choose_zone(settings: Stage, zone: str) -> None:
    settings.page.ui.zone_combo.show_zone(zone)
    settings.page.ui.zone_combo.chosen.emit(zone)
    settings.settle()


def test_a_zone_asks_whose_bank_holidays_are_left_out_and_sets_none(settings: Stage) -> None:
    offer = settings.page.ui.nation_offer
    choose_zone(settings, "Europe/Belfast")
    assert (settings.kept().nation, offer.isVisible()) == ("", True)
    assert list(offer.buttons) == ["ENG", "SCT", "WLS", "NIR", ""]
    click(settings, offer.buttons["SCT"])
    settings.settle()
    assert (settings.kept().nation, offer.isVisible()) == ("SCT", False)
    choose_zone(settings, "Europe/London")
    assert (settings.kept().nation, offer.isVisible()) == ("SCT", False), "what is chosen can be true there"
    choose_zone(settings, "Europe/Berlin")
    assert (settings.kept().zone, settings.kept().nation) == ("Europe/Berlin", "")
    assert settings.said[-1][0] == "Saved. No bank holidays are left out any more."
    choose_zone(settings, "Europe/London")
    click(settings, offer.buttons[""])
    settings.settle()
    assert (settings.kept().nation, offer.isVisible()) == ("", False)
