"""What holds for every widget: a name and a role for screen readers, keys, and quiet painting."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from massage_studio.charts.benefits import Minutes, minutes_bars
from massage_studio.gui import theme
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.gui.widgets.answer_line import OneAnswer
from massage_studio.gui.widgets.avatar import Avatar
from massage_studio.gui.widgets.baby_card import BabyCard, BabyCardData
from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.bars import ProgressLine
from massage_studio.gui.widgets.card import Card, Heading, Muted, Strong, Title
from massage_studio.gui.widgets.chart_view import WIDTH, ChartView
from massage_studio.gui.widgets.chip import Chip, StateButton, Tag
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.nav import NavButton
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag
from massage_studio.gui.widgets.plan_item import PlanItem
from massage_studio.gui.widgets.ribbon import StateRibbon
from massage_studio.gui.widgets.week_strip import WeekDay, WeekStrip
from tests.gui.hearing import heard, heard_in, heard_row

MINUTE = 60_000
SPANS = (("drowsy", 0, 5 * MINUTE), ("quiet_alert", 5 * MINUTE, None))
Make = Callable[[], QWidget]


def _baby_card() -> QWidget:
    made = BabyCard()
    made.set_baby(
        BabyCardData(1, "Mia", "M", "9 wk", "quiet_alert", SPANS, 0, 9 * MINUTE, "Smile", "Allergy")
    )
    return made


def _plan_item() -> QWidget:
    made = PlanItem()
    made.set_activity("Tummy: water wheel", "12 min", "touch", "running")
    return made


def _chart() -> QWidget:
    made = ChartView()
    made.show_chart(minutes_bars([Minutes("touch", "Touch", 52), Minutes("brain", "Brain", 0)], WIDTH))
    return made


def _progress_line() -> QWidget:
    made = ProgressLine()
    made.set_progress(6, 8, "6 of 8 places taken")
    return made


def _week_strip() -> QWidget:
    made = WeekStrip()
    made.set_days([WeekDay("Mon"), WeekDay("Tue", 2, True)])
    return made


def _ribbon() -> QWidget:
    made = StateRibbon()
    made.set_spans(SPANS, 0, 9 * MINUTE)
    return made


def _banner() -> QWidget:
    made = Banner()
    made.show_message("error", "The note was not saved. Try again.", "Try again")
    return made


def _person_row() -> QWidget:
    return PersonRow(
        person=PersonRowData("Mia Okafor", "9 wk", "with Grace", (RowTag("Nut allergy", "warning"),))
    )


PRESSED: dict[str, Make] = {
    "Chip": lambda: Chip("Smiling", "engaging", "S"),
    "StateButton": lambda: StateButton("quiet_alert", "R"),
    "BabyCard": _baby_card,
    "NavButton": lambda: NavButton("Today", "today"),
    "PersonRow": _person_row,
    "PlanItem": _plan_item,
    "ActionButton": lambda: ActionButton("Undo", "Ctrl Z", "undo"),
}
SHOWN: dict[str, Make] = {
    "Card": lambda: Card(title="To do"),
    "Heading": lambda: Heading("Today"),
    "Title": lambda: Title("This week"),
    "Strong": lambda: Strong("3 payments due"),
    "Muted": lambda: Muted("6 families"),
    "Tag": lambda: Tag("First class", "primary"),
    "Avatar": lambda: Avatar(name="Mia Okafor"),
    "ProgressLine": _progress_line,
    "ChartView": _chart,
    "OneAnswer": lambda: OneAnswer(4, 0, 10, "I enjoy it, before: in the middle", "left out"),
    "WeekStrip": _week_strip,
    "StateRibbon": _ribbon,
    "EmptyState": lambda: EmptyState("families", "No families yet.", "Add a family"),
    "Banner": _banner,
}
ALL = PRESSED | SHOWN


@pytest.mark.parametrize("kind", ALL)
def test_a_screen_reader_hears_a_name(kind: str, qtbot: QtBot) -> None:
    widget = ALL[kind]()
    qtbot.addWidget(widget)
    assert heard(widget).name


@pytest.mark.parametrize("kind", PRESSED)
def test_a_screen_reader_meets_what_can_be_pressed_as_a_button(kind: str, qtbot: QtBot) -> None:
    widget = PRESSED[kind]()
    qtbot.addWidget(widget)
    assert heard(widget).role in (
        QAccessible.Role.Button,
        QAccessible.Role.RadioButton,
        QAccessible.Role.CheckBox,
    )


@pytest.mark.parametrize("kind", ["Tag", "Avatar", "OneAnswer", "WeekStrip", "StateRibbon"])
def test_a_screen_reader_meets_a_picture_as_text(kind: str, qtbot: QtBot) -> None:
    widget = SHOWN[kind]()
    qtbot.addWidget(widget)
    assert heard(widget).role == QAccessible.Role.StaticText


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", PRESSED)
def test_space_and_return_press(kind: str, key: Qt.Key, qtbot: QtBot) -> None:
    widget = PRESSED[kind]()
    assert isinstance(widget, QAbstractButton)
    qtbot.addWidget(widget)
    widget.show()
    with qtbot.waitSignal(widget.clicked):
        qtbot.keyClick(widget, key)
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("kind", PRESSED)
def test_what_can_be_pressed_is_at_least_forty_pixels_high(kind: str, qtbot: QtBot) -> None:
    widget = PRESSED[kind]()
    qtbot.addWidget(widget)
    assert widget.sizeHint().height() >= 40


@pytest.mark.parametrize("kind", PRESSED)
def test_the_focus_can_be_seen(kind: str, qtbot: QtBot) -> None:
    widget = PRESSED[kind]()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    qtbot.waitExposed(widget)
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    assert widget.grab().toImage() != without


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("kind", ALL)
def test_it_paints_in_both_schemes_and_both_directions(
    kind: str, direction: Qt.LayoutDirection, scheme: theme.Scheme, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, scheme)
    widget = ALL[kind]()
    qtbot.addWidget(widget)
    widget.setLayoutDirection(direction)
    widget.resize(widget.sizeHint())
    picture = widget.grab().toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) > 2
    theme.apply(qapp, "light")


@pytest.mark.parametrize("kind", ALL)
def test_it_can_be_squeezed_to_its_smallest_size(kind: str, qtbot: QtBot) -> None:
    widget = ALL[kind]()
    qtbot.addWidget(widget)
    widget.resize(widget.minimumSizeHint())
    assert not widget.grab().isNull()


def test_no_interface_of_what_was_heard_is_left(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItems(["Mia", "Leo"])
    view.show()
    assert heard_row(view, 1).name == "Leo" and heard_in(view)
    kinds = {type(one).__name__ for one in Shiboken.getAllValidWrappers()}
    assert not {kind for kind in kinds if kind.startswith("QAccessible") and kind != "QAccessible"}
