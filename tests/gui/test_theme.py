"""The colours can be read, follow the system, and reach every widget."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from massage_studio import paths
from massage_studio.gui import icons, theme
from massage_studio.gui.widgets.states import STATE_CODES

SCHEMES = ("light", "dark")
TONES = (
    "primary",
    "touch",
    "attunement",
    "bonding",
    "hormones",
    "brain",
    "neutral",
    "engaging",
    "disengaging",
    "info",
    "warning",
    "error",
)
SURFACES = ("paper", "card", "hover", "sidebar", "groove")


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", ["ink", "muted_strong"])
def test_text_reads_on_every_surface(scheme: str, surface: str, text: str) -> None:
    shown = theme.load(scheme)
    assert theme.contrast(shown.colour(text), shown.colour(surface)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("surface", ["paper", "card", "hover"])
def test_muted_text_reads_on_windows_and_cards(scheme: str, surface: str) -> None:
    shown = theme.load(scheme)
    assert theme.contrast(shown.colour("muted"), shown.colour(surface)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("tone", TONES)
def test_words_on_a_tint_read(scheme: str, tone: str) -> None:
    shown = theme.load(scheme)
    assert theme.contrast(shown.on_tint(tone), shown.tint(tone)) >= 4.5
    assert theme.contrast(shown.on_tint(tone), shown.colour("card")) >= 4.5
    assert theme.contrast(shown.colour("ink"), shown.tint(tone)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("token", [*TONES, *STATE_CODES, "primary_hover"])
def test_text_on_a_full_colour_reads(scheme: str, token: str) -> None:
    shown = theme.load(scheme)
    colour = shown.strong(token)
    assert theme.contrast(shown.text_on(colour), colour) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_ring_and_the_selection_stand_out(scheme: str) -> None:
    shown = theme.load(scheme)
    for surface in SURFACES:
        assert theme.contrast(shown.colour("primary"), shown.colour(surface)) >= 3


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_some_text_reads_on_any_grey(grey: int) -> None:
    colour = QColor(grey, grey, grey)
    assert theme.contrast(theme.load("light").text_on(colour), colour) >= 4.5


def test_text_is_dark_on_light_and_light_on_dark() -> None:
    shown = theme.load("light")
    assert shown.text_on(QColor("#E0A53B")) == shown.colour("text_dark")
    assert shown.text_on(QColor("#3E4A7A")) == shown.colour("text_light")


def test_contrast_is_measured_as_wcag_says() -> None:
    assert theme.contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert theme.contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


def test_both_schemes_know_the_same_tokens() -> None:
    assert theme.load("light").colours.keys() == theme.load("dark").colours.keys()


def test_a_benefit_of_the_studios_own_gets_the_neutral_colour() -> None:
    shown = theme.load("light")
    assert shown.strong("sleep_routines") == shown.colour("neutral")
    assert shown.tint("sleep_routines") == shown.colour("neutral_tint")
    with pytest.raises(KeyError):
        shown.colour("sleep_routines")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_token_is_left_in_the_style_sheet(scheme: str) -> None:
    made = theme.style_sheet(theme.load(scheme))
    assert "@" not in made
    for address in re.findall(r'url\("([^"]+)"\)', made):
        assert (paths.resources() / "icons" / address.rsplit("/", 1)[-1]).is_file()


def test_a_change_of_scheme_reaches_the_widgets(qapp: QApplication, qtbot: QtBot) -> None:
    label = QLabel("Today")
    qtbot.addWidget(label)
    with qtbot.waitSignal(theme.watch().changed):
        theme.apply(qapp, "dark")
    assert theme.current().name == "dark"
    label.ensurePolished()
    assert label.palette().windowText().color() == theme.load("dark").colour("ink")


def test_the_system_scheme_is_followed_until_another_is_chosen(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().name == "dark"
    theme.apply(qapp, "light")
    assert theme.current().name == "light"
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().name == "light"


def test_headings_are_set_in_quicksand(qapp: QApplication) -> None:
    made = theme.heading_font(qapp.font(), 2.0)
    assert QFontInfo(made).family().startswith("Quicksand")
    assert made.pointSizeF() == pytest.approx(qapp.font().pointSizeF() * 2)


def test_a_font_given_in_pixels_is_sized_in_pixels() -> None:
    base = QFont()
    base.setPixelSize(20)
    assert theme.sized(base, 1.5).pixelSize() == 30


def test_the_fonts_of_other_scripts_come_one_at_a_time(qapp: QApplication) -> None:
    files = [file for file in (paths.resources() / "fonts").glob("*.ttf") if "Quicksand" not in file.name]
    step = 0
    while theme.load_script_fonts(step):
        step += 1
    assert step + 1 == len(files)


@pytest.mark.parametrize(
    "file", sorted((paths.resources() / "icons").glob("*.svg")), ids=lambda file: file.stem
)
def test_every_icon_draws_something(qapp: QApplication, file: object) -> None:
    name = getattr(file, "stem", "")
    picture = icons.icon(name).pixmap(24, 24).toImage()
    assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_an_icon_on_a_button_takes_the_colour_of_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Add")
    qtbot.addWidget(button)
    icons.set_icon(button, "plus")

    def middle(icon: QIcon) -> QColor:
        picture = icon.pixmap(24, 24).toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() // 2)

    assert theme.contrast(middle(button.icon()), QColor("white")) > 4.5
    theme.apply(qapp, "dark")
    assert theme.contrast(middle(button.icon()), QColor("black")) > 4.5


def test_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert icons.application_icon().availableSizes()
