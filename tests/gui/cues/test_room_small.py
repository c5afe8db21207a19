"""The class room on screens of all sizes: all that is pressed while teaching is in view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.page_stack import PageScroll
from tests.gui.cues.room_stage import RoomStage, class_room_of


def scroll_of(room: RoomStage) -> PageScroll:
    (found,) = room.window.findChildren(PageScroll)
    return found


def beyond(room: RoomStage) -> tuple[int, int]:
    """How far the page reaches past what is seen of it, in pixels across and down."""
    scroll = scroll_of(room)
    return scroll.horizontalScrollBar().maximum(), scroll.verticalScrollBar().maximum()


def clipped(page: QWidget) -> list[str]:
    """The controls in view that a widget of the page cuts off, but for lists that scroll by themselves."""
    found = []
    for button in page.findChildren(QAbstractButton):
        inside = button.parentWidget()
        while inside is not None and inside is not page and not isinstance(inside, QScrollArea):
            place = QRect(button.mapTo(inside, QPoint()), button.size())
            if button.isVisible() and not inside.rect().contains(place):
                found.append(f"{button.accessibleName()} in {inside.objectName()}")
            inside = inside.parentWidget()
    return found


def out_of_view(room: RoomStage) -> list[str]:
    """What is pressed or read while teaching and is not wholly in view."""
    page, seen = room.page, scroll_of(room).viewport()
    header = page.header.ui
    parts: list[QWidget] = [
        *page.board.cards,
        *page.palette_panel.chips,
        page.note_bar.field,
        page.note_bar.bookmark,
        page.task_panel.recent,
        *(chip for chip in page.task_panel.recent.chips if chip.isVisible()),
        *(header.leave_button, header.tiles_button, header.undo_button, header.curtain_button),
        *(header.register_button, header.finish_button),
    ]
    if page.form.form.compact:
        parts += page.header.strip.controls()
    else:
        plan = page.plan.ui
        parts += [plan.next_button, plan.previous_button]
        parts += [plan.skip_button, plan.add_button, plan.change_button]
    if page.palette_panel.tray.isVisible():
        parts += [page.palette_panel.tray.tags[0], page.palette_panel.tray.ui.drop_button]
    window = QRect(QPoint(), seen.size())
    return [
        part.accessibleName() or part.objectName()
        for part in parts
        if not part.isVisible() or not window.contains(QRect(part.mapTo(seen, QPoint()), part.size()))
    ]


def cut_words(room: RoomStage) -> list[str]:
    """The chips whose words are elided."""
    return [chip.words() for chip in room.page.palette_panel.chips if chip.width() < chip.sizeHint().width()]


def fits(room: RoomStage) -> bool:
    """Tell whether all of the page is seen; a layout settles in a turn of the window or two."""
    return beyond(room) == (0, 0) and not clipped(room.page)


def all_there(room: RoomStage) -> bool:
    return fits(room) and not out_of_view(room) and not cut_words(room)


# Width, height and pixels an inch of the desktop: laptops of 12 to 14 inches, as they are and at 150 %.
SCREENS = {
    "1024 x 700": (1024, 700, 105.0),
    "1280 x 720": (1280, 720, 110.0),
    "1366 x 768": (1366, 768, 112.0),
    "1024 x 700 at 150 %": (683, 467, 70.0),
    "1280 x 720 at 150 %": (853, 480, 73.3),
    "1366 x 768 at 150 %": (911, 512, 74.7),
}
# Cards, states, cues and notes, as in the middle of a class.
STORY = "1 r a p . 2 e z o 3 y x F1 4 t . 0 a"


@contextmanager
def on_screens(monkeypatch: pytest.MonkeyPatch, room: RoomStage) -> Iterator[Iterator[str]]:
    """Yield the names of the screens, each once the class stands on it."""
    theme.apply(QApplication.instance(), "light")
    dots = [SCREENS["1366 x 768"][2]]
    monkeypatch.setattr(paint, "dots_per_inch", lambda widget: dots[0])

    def screens() -> Iterator[str]:
        for name, (width, height, dots[0]) in SCREENS.items():
            for widget in room.page.findChildren(QWidget):
                widget.updateGeometry()
            room.page.form.forget()
            room.window.resize(width, height)
            room.settle()
            yield name

    yield screens()


@pytest.mark.parametrize("babies", [4, 8, 12])
def test_all_that_is_pressed_in_class_is_in_view_on_every_screen(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, babies: int
) -> None:
    with class_room_of(studio_folder, qtbot, babies) as room, on_screens(monkeypatch, room) as screens:
        room.press(STORY)
        assert room.page.palette_panel.tray.isVisible()
        for name in screens:
            try:
                qtbot.waitUntil(lambda: all_there(room), timeout=5_000)
            except qtbot.TimeoutError:
                pytest.fail(
                    f"{name}: {beyond(room)} {clipped(room.page)} {out_of_view(room)} {cut_words(room)}"
                )
            wanted = paint.millimetres(room.page, 12)
            assert {chip.height() for chip in room.page.palette_panel.chips} == {wanted}, name
            # Only a name is cut that is longer than the card.
            for card in room.page.board.cards:
                card.grab()
                shown = card.baby()
                assert shown is not None
                words = paint.text_width(shown.name, paint.font(card, 0.96, bold=True))
                assert not card.cuts_name() or words > card.width() - 45, f"{name}: {shown.name}"


def test_the_large_tiles_and_what_they_open_are_in_view_on_every_screen(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room, on_screens(monkeypatch, room) as screens:
        room.press("1 r a p")
        room.click(room.page.header.ui.tiles_button)
        for name in screens:
            qtbot.waitUntil(lambda: fits(room))
            cards = room.page.board.cards
            assert all(card.visibleRegion().boundingRect() == card.rect() for card in cards), name
            high = cards[0].height() * 25.4 / paint.dots_per_inch(room.page)
            assert high > 20, f"{name}: {high} mm"
            room.click(cards[11])
            assert not cards[11].isVisible()
            qtbot.waitUntil(lambda: fits(room) and not cut_words(room))
            chips = room.page.palette_panel.chips
            assert all(chip.visibleRegion().boundingRect() == chip.rect() for chip in chips), name
            room.click(room.page.palette_panel.ui.babies_button)


def test_all_twelve_lines_of_the_register_are_whole(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room, on_screens(monkeypatch, room) as screens:
        room.click(room.page.header.ui.register_button)
        panel = room.page.register_panel
        for name in screens:
            if name in ("1024 x 700 at 150 %", "1280 x 720 at 150 %"):
                continue
            bar = panel.ui.register_scroll.verticalScrollBar()
            qtbot.waitUntil(lambda bar=bar: fits(room) and bar.maximum() == 0)
            marks = [mark for line in panel.lines.values() for mark in line.marks.values()]
            least = paint.millimetres(room.page, 10.5)
            assert all(mark.height() >= least for mark in marks), name
            assert not room.page.plan.isVisible() or name in ("1280 x 720", "1366 x 768")


def test_what_is_asked_takes_the_place_of_the_cues_where_there_is_little_room(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room, on_screens(monkeypatch, room) as screens:
        for name in screens:
            for keys, held in (("1 r u", None), ("t", Qt.KeyboardModifier.ControlModifier)):
                room.press(keys) if held is None else room.key(keys, held=held)
                qtbot.waitUntil(lambda: fits(room))
                task, strip = room.page.task_panel, room.page.task_panel.recent
                assert task.visibleRegion().boundingRect() == task.rect(), name
                assert strip.isVisible() and strip.visibleRegion().boundingRect() == strip.rect(), name
                room.press("Escape")
            qtbot.waitUntil(lambda: all_there(room))


def test_an_entry_is_put_right_in_view_on_every_screen(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room, on_screens(monkeypatch, room) as screens:
        room.press("1 r z 2 y x 1")
        page = room.page
        task, panel = page.task_panel, page.task_panel.entry
        for name in screens:
            room.click(page.task_panel.recent.chips[0])
            for chip in (panel.whose, panel.what):
                qtbot.waitUntil(lambda: beyond(room) == (0, 0))
                assert task.visibleRegion().boundingRect() == task.rect(), name
                room.click(chip)
            qtbot.waitUntil(lambda: beyond(room) == (0, 0))
            assert task.visibleRegion().boundingRect() == task.rect(), name
            assert page.foot.visibleRegion().boundingRect() == page.foot.rect(), name
            room.press("Escape")
            qtbot.waitUntil(lambda: all_there(room))


def test_the_plan_opens_from_the_header_where_it_does_not_stand_beside(
    studio_folder: Path, qtbot: QtBot
) -> None:
    with class_room_of(studio_folder, qtbot, 12) as room:
        room.window.resize(700, 480)
        room.settle()
        page, strip = room.page, room.page.header.strip.ui
        assert page.form.form.compact and not page.plan.isVisible()
        room.click(strip.on_button)
        running = room.kept().delivered[1]
        assert running.status == "running" and strip.plan_button.title() == running.title
        room.click(strip.plan_button)
        assert page.plan.isVisible() and not page.palette_panel.isVisible()
        room.press("1")
        room.click(strip.plan_button)
        assert page.palette_panel.isVisible() and not page.plan.isVisible()
        room.window.resize(1366, 900)
        qtbot.waitUntil(lambda: page.plan.isVisible() and not page.form.form.compact)


def test_no_group_press_hides_the_last_entries_and_no_sentence_what_is_pressed(room: RoomStage) -> None:
    room.press("1 a 0 r")
    strip, toast = room.page.task_panel.recent, room.window.toast
    assert room.page.palette_panel.tray.isVisible() and strip.isVisible() and strip.chips[0].isVisible()
    room.page.say.emit("Something was said that is long enough to need a second line of its place.", "", None)
    assert toast.isVisible()
    covered = QRect(toast.mapToGlobal(QPoint()), toast.size())
    buttons = [one for one in room.page.findChildren(QAbstractButton) if one.isVisible()]
    assert not [
        one.accessibleName()
        for one in buttons
        if covered.intersects(QRect(one.mapToGlobal(QPoint()), one.size()))
    ]


def test_more_babies_than_places_is_said_once(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 4) as room:
        room.window.toast.show_message("")
        view = room.kept()
        session = replace(view.register.session, capacity=3)
        crowded = replace(view, register=replace(view.register, session=session))
        room.page._show(crowded)
        assert room.window.toast.words() == "4 babies come, and the class has 3 places."
        room.window.toast.show_message("")
        room.page._show(crowded)
        assert room.window.toast.words() == ""


def test_the_keys_of_scrolling_stay_with_the_plan(studio_folder: Path, qtbot: QtBot) -> None:
    with class_room_of(studio_folder, qtbot, 8) as room:
        room.window.resize(683, 384)
        room.settle()
        chip = room.page.palette_panel.chips[0]
        chip.setFocus()
        where = scroll_of(room).verticalScrollBar().value()
        qtbot.keyClick(chip, Qt.Key.Key_PageDown)
        room.settle()
        assert [part.status for part in room.kept().delivered][:2] == ["done", "running"]
        assert scroll_of(room).verticalScrollBar().value() == where
