"""The studio's colours, heading font and style sheet, in a light and a dark scheme."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from massage_studio import paths

Scheme = Literal["light", "dark", "system"]

HEADING_FAMILY = "Quicksand"
AA = 4.5

SCRIPT_FAMILIES = ("Droid Sans Fallback", "NanumGothic")
"""Asked for by name: Fontconfig takes 8 ms, for each size, to find another font that knows a Chinese sign."""


def luminance(colour: QColor) -> float:
    """Relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Theme:
    """One scheme: its name and its colours by token, each as #RRGGBB."""

    name: str
    colours: Mapping[str, str]
    _made: dict[str, QColor] = field(default_factory=dict, compare=False, repr=False)

    def colour(self, token: str) -> QColor:
        """The colour of a token; KeyError where the theme does not know it."""
        made = self._made.get(token)
        if made is None:
            made = self._made[token] = QColor(self.colours[token])
        return made

    def strong(self, tone: str) -> QColor:
        """The full colour of a tone (a benefit, a state, "warning"), neutral for one of the studio's own."""
        return self.colour(tone if tone in self.colours else "neutral")

    def tint(self, tone: str) -> QColor:
        """The soft background of a tone, neutral for one of the studio's own."""
        token = f"{tone}_tint"
        return self.colour(token if token in self.colours else "neutral_tint")

    def on_tint(self, tone: str) -> QColor:
        """The text colour that belongs on a tone's tint."""
        token = f"{tone}_text"
        return self.colour(token if token in self.colours else "neutral_text")

    def text_on(self, colour: QColor) -> QColor:
        """The lighter or darker text colour, whichever reads at 4.5:1 or better on a colour."""
        choices = [self.colour("text_dark"), self.colour("text_light")]
        best = max(choices, key=lambda text: contrast(text, colour))
        if contrast(best, colour) >= AA:
            return best
        # On a mid grey neither studio colour reaches 4.5:1, but pure black or white always does.
        extremes = [QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)]
        return max(extremes, key=lambda text: contrast(text, colour))


class ThemeWatch(QObject):
    """Tells widgets that cache something coloured that the theme has changed."""

    changed = Signal()

    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Takes up the system's scheme after it changed, unless the studio chose its own."""
        application = QApplication.instance()
        if isinstance(application, QApplication) and application.property("studioScheme") == "system":
            _dress(application, load(_name_of(scheme)))


@lru_cache(maxsize=1)
def watch() -> ThemeWatch:
    """The one object whose `changed` signal follows every change of theme."""
    return ThemeWatch()


@lru_cache(maxsize=2)
def load(name: str) -> Theme:
    """The theme of resources/themes/<name>.json; `name` is light or dark."""
    text = (paths.resources() / "themes" / f"{name}.json").read_text(encoding="utf-8")
    content = json.loads(text)
    return Theme(content["name"], MappingProxyType(content["colours"]))


_shown: list[Theme] = []


def current() -> Theme:
    """The theme in use, light until one was applied."""
    return _shown[-1] if _shown else load("light")


def apply(application: QApplication, scheme: Scheme = "system") -> None:
    """Dresses the application in a scheme and, for "system", keeps following the system."""
    hints = application.styleHints()
    first = application.property("studioScheme") is None
    application.setProperty("studioScheme", scheme)
    if first:
        application.setStyle("Fusion")
        base = application.font()
        base.setFamilies([*base.families(), *SCRIPT_FAMILIES])
        application.setFont(base)
        load_heading_font()
        hints.colorSchemeChanged.connect(watch().follow)
    if scheme == "system":
        hints.unsetColorScheme()
        _dress(application, load(_name_of(hints.colorScheme())))
    else:
        # Told to the platform as well, so that title bars and native choosers match.
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
        _dress(application, load(scheme))


def _name_of(scheme: Qt.ColorScheme) -> str:
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _dress(application: QApplication, theme: Theme) -> None:
    if _shown and _shown[-1] is theme and application.styleSheet():
        return
    _shown[:] = [theme]
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))
    watch().changed.emit()


def palette(theme: Theme) -> QPalette:
    """The palette that Fusion draws everything with which the style sheet leaves alone."""
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "paper",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.Accent: "primary",
        QPalette.ColorRole.Link: "primary_text",
        QPalette.ColorRole.Light: "card",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "muted",
        QPalette.ColorRole.Shadow: "line",
    }
    made = QPalette()
    for role, token in roles.items():
        made.setColor(role, theme.colour(token))
    made.setColor(QPalette.ColorRole.HighlightedText, theme.text_on(theme.colour("primary")))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of resources/themes/studio.qss with every @token replaced."""
    folder = paths.resources()
    values = dict(theme.colours)
    on_primary = theme.text_on(theme.colour("primary"))
    values["on_primary"] = on_primary.name()
    tick = "tick-dark" if luminance(on_primary) < 0.5 else "tick-white"
    values["tick"] = (folder / "icons" / f"{tick}.svg").as_posix()
    values["chevron"] = (folder / "icons" / "chevron-grey.svg").as_posix()
    values["chevron_up"] = (folder / "icons" / "chevron-up-grey.svg").as_posix()
    template = (folder / "themes" / "studio.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda found: values[found[1]], template)


def heading_font(base: QFont, ratio: float = 1.35, weight: QFont.Weight = QFont.Weight.Bold) -> QFont:
    """The heading font at `ratio` times the size of a base font."""
    made = QFont(base)
    made.setFamilies([HEADING_FAMILY, *base.families()])
    made.setWeight(weight)
    return sized(made, ratio)


def sized(base: QFont, ratio: float) -> QFont:
    """A copy of a font at `ratio` times its size, whether that is given in points or in pixels."""
    made = QFont(base)
    if base.pixelSize() > 0:
        made.setPixelSize(max(1, round(base.pixelSize() * ratio)))
    else:
        points = base.pointSizeF() if base.pointSizeF() > 0 else QFontInfo(base).pointSizeF()
        made.setPointSizeF(points * ratio)
    return made


def _font_files() -> list[Path]:
    return sorted((paths.resources() / "fonts").glob("*.ttf"))


def load_heading_font() -> None:
    """Makes Quicksand known to Qt; without its files headings use the system font."""
    for file in _font_files():
        if file.name.startswith(f"{HEADING_FAMILY}-"):
            QFontDatabase.addApplicationFont(str(file))


def load_script_fonts(step: int) -> bool:
    """Makes the font file number `step` of the other scripts known to Qt; True while more remain.

    Meant for one call an idle moment, so that no single call holds the screen.
    """
    files = [file for file in _font_files() if not file.name.startswith(f"{HEADING_FAMILY}-")]
    if step < len(files):
        QFontDatabase.addApplicationFont(str(files[step]))
    return step + 1 < len(files)
