"""The parts of the class room: baby cards, states, chips, the plan."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets.baby_card import BabyCard, BabyCardData
from massage_studio.gui.widgets.chip import Chip, StateButton
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.plan_item import PlanItem
from massage_studio.gui.widgets.ribbon import StateRibbon
from massage_studio.gui.widgets.states import STATE_CODES, state_label

MINUTE = 60_000
MIA = BabyCardData(
    number=1,
    name="Mia Okafor",
    initials="MO",
    age="9 wk",
    state="quiet_alert",
    spans=(("drowsy", 0, 5 * MINUTE), ("quiet_alert", 5 * MINUTE, None)),
    end_ms=31 * MINUTE,
    last_line="Mutual gaze · 20 s ago",
    signs=("\u25c6",),
)


def card(qtbot: QtBot, baby: BabyCardData = MIA) -> BabyCard:
    made = BabyCard()
    qtbot.addWidget(made)
    made.set_baby(baby)
    made.resize(made.sizeHint())
    return made


def test_a_card_tells_everything_it_shows(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.set_selected(True)
    assert made.accessibleName() == "1 Mia Okafor"
    for words in ("selected", "Quiet alert", "9 wk", "Mutual gaze", "something to know"):
        assert words in made.accessibleDescription()


def test_the_curtain_leaves_no_name_on_the_card(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.set_curtain(True)
    told = made.accessibleName() + made.accessibleDescription() + made.toolTip()
    assert "Mia" not in told and "gaze" not in told
    assert made.accessibleName() == "1 MO"


def test_a_baby_who_left_is_said_to_have_left(qtbot: QtBot) -> None:
    made = card(qtbot)
    here = made.grab().toImage()
    made.set_baby(replace(MIA, presence="left"))
    assert "Left" in made.accessibleDescription()
    assert made.grab().toImage() != here


def test_the_selected_card_looks_different(qtbot: QtBot) -> None:
    made = card(qtbot)
    before = made.grab().toImage()
    made.set_selected(True)
    assert made.is_selected()
    assert made.grab().toImage() != before


def test_the_curtain_and_the_last_line_change_the_picture(qtbot: QtBot) -> None:
    made = card(qtbot)
    before = made.grab().toImage()
    made.set_baby(replace(MIA, last_line="Yawn · now"))
    assert made.grab().toImage() != before
    assert made.baby() == replace(MIA, last_line="Yawn · now")


def test_twelve_cards_fit_a_small_laptop(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    grid = QGridLayout(room)
    for number in range(12):
        made = BabyCard(room)
        made.set_baby(replace(MIA, number=number + 1))
        grid.addWidget(made, number // 4, number % 4)
    assert room.minimumSizeHint().width() <= 1000
    assert room.minimumSizeHint().height() <= 240


def test_a_chip_in_the_class_room_is_twelve_millimetres_high(qtbot: QtBot) -> None:
    chip = Chip("Yawn", "disengaging", "X")
    qtbot.addWidget(chip)
    chip.set_class_room(True)
    assert chip.sizeHint().height() / chip.logicalDpiY() * 25.4 >= 12


def test_a_chip_tells_its_key_and_new_words(qtbot: QtBot) -> None:
    chip = Chip("Yawn", "disengaging", "X")
    qtbot.addWidget(chip)
    assert chip.accessibleDescription() == "Key X"
    chip.set_words("Hiccups")
    assert chip.words() == chip.accessibleName() == "Hiccups"


def test_the_current_state_is_said_and_drawn(qtbot: QtBot) -> None:
    button = StateButton("crying", "Y")
    qtbot.addWidget(button)
    button.resize(160, 45)
    before = button.grab().toImage()
    button.set_current(True)
    assert button.accessibleDescription() == "Key Y, the state now"
    assert button.code == "crying"
    assert button.grab().toImage() != before
    button.set_current(False)
    assert button.accessibleDescription() == "Key Y"


def test_every_state_has_words_and_its_own_look_in_grey(qtbot: QtBot) -> None:
    looks = []
    for code in STATE_CODES:
        ribbon = StateRibbon()
        qtbot.addWidget(ribbon)
        ribbon.set_spans([(code, 0, None)], 0, MINUTE)
        ribbon.resize(40, 18)
        grey = ribbon.grab().toImage().convertToFormat(ribbon.grab().toImage().Format.Format_Grayscale8)
        middle = tuple(grey.pixel(x, y) for x in range(10, 26) for y in range(4, 14))
        looks.append(frozenset(middle))
        assert state_label(code) in ribbon.accessibleName()
    assert len(set(looks)) == len(STATE_CODES)


def test_the_band_tells_its_minutes_and_leaves_unseen_time_empty(qtbot: QtBot) -> None:
    ribbon = StateRibbon()
    qtbot.addWidget(ribbon)
    assert ribbon.accessibleName() == "No states noted"
    ribbon.set_spans([("drowsy", 0, 5 * MINUTE), ("quiet_alert", 8 * MINUTE, None)], 0, 10 * MINUTE)
    assert ribbon.accessibleName() == "Drowsy 5 min, Quiet alert 2 min"
    ribbon.resize(100, 18)
    picture = ribbon.grab().toImage()
    assert picture.pixel(65, 9) not in (picture.pixel(30, 9), picture.pixel(95, 9))


def test_the_plan_says_what_runs_and_wraps_long_titles(qtbot: QtBot) -> None:
    item = PlanItem()
    qtbot.addWidget(item)
    item.set_activity("Tummy: water wheel", "12 min", "touch", "running")
    assert item.accessibleDescription() == "12 min, running now"
    short = item.heightForWidth(320)
    item.set_activity("Tummy: water wheel, then sun and moon, then rest", "12 min", "touch", "todo")
    assert item.heightForWidth(200) > short


def test_chips_wrap_to_the_next_row(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    chips = [Chip(f"Cue number {number}") for number in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    box.resize(260, 400)
    box.show()
    assert chips[0].y() == 0 and chips[-1].y() > chips[0].y()
    assert all(chip.geometry().right() < 260 for chip in chips)
    assert flow.heightForWidth(260) > flow.heightForWidth(2000)
    flow.clear()
    assert flow.count() == 0
    box.hide()


def test_chips_begin_at_the_right_where_the_language_does(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    first, second = Chip("One"), Chip("Two")
    flow.addWidget(first)
    flow.addWidget(second)
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box.resize(300, 60)
    box.show()
    assert first.x() > second.x()
    assert first.geometry().right() == 299
    box.hide()


def test_a_press_on_a_card_never_toggles_what_is_selected(qtbot: QtBot) -> None:
    card = BabyCard()
    qtbot.addWidget(card)
    card.set_baby(BabyCardData(10, "Mia", "M", "9 wk", key="Shift+1", bookmarks=2))
    card.set_selected(True)
    card.click()
    assert card.isChecked() and card.is_selected()
    assert "bookmarks to describe: 2" in card.accessibleDescription()
    assert "Key Shift+1" in card.accessibleDescription()
    assert "Key Shift+1" in card.toolTip()
    card.set_selected(False)
    card.click()
    assert not card.isChecked()
