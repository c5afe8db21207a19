"""Names fit, whatever their length and script, and are never read as markup."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.avatar import first_letter
from massage_studio.gui.widgets.card import Title
from massage_studio.gui.widgets.chip import Chip, StateButton

LONG = "Maximilian-Alexander Featherstonehaugh-Cholmondeley"


def inked(picture: QImage) -> list[int]:
    """The columns that hold anything but white."""
    white = QColor("white").rgb()
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != white for y in range(picture.height()))
    ]


def drawn(widget: QWidget, text: str, width: int, flags: Qt.AlignmentFlag = paint.START) -> list[int]:
    picture = QImage(400, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    widget.resize(400, 30)
    painter = QPainter(picture)
    paint.draw_text(
        painter, widget, QRectF(0, 0, width, 30), text, paint.font(widget), QColor("black"), flags
    )
    painter.end()
    return inked(picture)


@pytest.mark.parametrize("text", [LONG, "محمد عبد الرحمن بن عبد العزيز", "王小明王小明王小明王小明王小明"])
def test_a_long_name_stays_inside_its_space(text: str, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    columns = drawn(widget, text, 100)
    assert columns and max(columns) <= 101


def test_an_arabic_name_begins_at_the_leading_edge(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert min(drawn(widget, "محمد", 300)) < 10


def test_a_right_to_left_window_mirrors_the_row(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(drawn(widget, "Mia", 300)) > 350


def test_the_dots_of_an_elided_arabic_name_come_at_its_end(qtbot: QtBot) -> None:
    assert paint.reads_from_the_right("محمد")
    assert paint.reads_from_the_right("12 محمد")
    assert not paint.reads_from_the_right("Zoë محمد")
    assert not paint.reads_from_the_right("王小明")


def test_an_ampersand_in_a_name_is_drawn(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert max(drawn(widget, "Finn && Ivy", 300)) > max(drawn(widget, "Finn & Ivy", 300))


def test_a_title_is_elided_and_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    title = Title(LONG)
    qtbot.addWidget(title)
    title.resize(120, 30)
    title.grab()
    assert title.toolTip() == LONG
    assert title.minimumSizeHint().width() < title.sizeHint().width()


def test_markup_in_a_name_is_shown_as_typed(qtbot: QtBot) -> None:
    title = Title("Anna <b>Maria</b>")
    qtbot.addWidget(title)
    title.resize(40, 30)
    title.grab()
    assert title.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;b&gt;" in title.toolTip()


def test_a_line_break_in_a_name_becomes_a_space() -> None:
    assert paint.one_line(" Anna\nMaria\t Brown ") == "Anna Maria Brown"


def test_words_wrap_and_the_last_line_is_elided(qapp: QApplication) -> None:
    font = QFont()
    lines = paint.wrapped("Welcome and check-in with every family", font, 90, 2)
    assert len(lines) == 2
    assert lines[0] == "Welcome and"
    assert lines[1].endswith("…")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 92 for line in lines)
    assert paint.wrapped("", font, 90, 2) == [""]


@pytest.mark.parametrize(
    "name,letter", [("Mia", "M"), ("  zoë", "Z"), ("(Élise)", "É"), ("王小明", "王"), ("--", "")]
)
def test_the_avatar_shows_the_first_letter(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_a_chip_and_a_state_have_room_for_their_words(qtbot: QtBot) -> None:
    for pressed in (Chip("Relaxed hands", "engaging", "J"), StateButton("active_alert", "T")):
        qtbot.addWidget(pressed)
        pressed.resize(pressed.sizeHint())
        pressed.grab()
        # The tooltip is set only where the words did not fit.
        assert pressed.toolTip() == ""


def test_a_squeezed_chip_tells_its_words_in_a_tooltip(qtbot: QtBot) -> None:
    chip = Chip("Relaxed hands", "engaging", "J")
    qtbot.addWidget(chip)
    chip.resize(chip.minimumSizeHint())
    chip.grab()
    assert chip.toolTip() == "Relaxed hands"


def test_an_arabic_title_begins_where_an_english_one_does(qtbot: QtBot) -> None:
    for words in ("محمد", "Mia"):
        title = Title(words)
        qtbot.addWidget(title)
        title.setStyleSheet("background: white")
        title.resize(300, 30)
        assert min(inked(title.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))) < 12


def test_headings_are_sized_by_the_users_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    usual = qapp.font()
    larger = QFont(usual)
    larger.setPointSizeF(usual.pointSizeF() * 1.5)
    small = Title("This week")
    qapp.setFont(larger)
    large = Title("This week")
    qapp.setFont(usual)
    qtbot.addWidget(small)
    qtbot.addWidget(large)
    assert large.font().pointSizeF() == pytest.approx(small.font().pointSizeF() * 1.5)
