"""The six states' words and patterns, and the two directions of a cue, as the screen shows them."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QTransform

from massage_studio.gui import theme

STATE_CODES = ("deep_sleep", "light_sleep", "drowsy", "quiet_alert", "active_alert", "crying")

# Quiet alert stays plain: it is the state to look for, and a pattern would make it the loudest.
_PATTERNS = {
    "deep_sleep": Qt.BrushStyle.Dense6Pattern,
    "light_sleep": Qt.BrushStyle.Dense7Pattern,
    "drowsy": Qt.BrushStyle.BDiagPattern,
    "active_alert": Qt.BrushStyle.VerPattern,
    "crying": Qt.BrushStyle.DiagCrossPattern,
}


def state_label(code: str) -> str:
    """The words for one of Brazelton's six states; another code as words of its own."""
    translate = QCoreApplication.translate
    labels = {
        "deep_sleep": translate("States", "Deep sleep"),
        "light_sleep": translate("States", "Light sleep"),
        "drowsy": translate("States", "Drowsy"),
        "quiet_alert": translate("States", "Quiet alert"),
        "active_alert": translate("States", "Active alert"),
        "crying": translate("States", "Crying"),
    }
    return labels.get(code, code.replace("_", " ").capitalize())


def fill_state(painter: QPainter, rect: QRectF, code: str) -> None:
    """Fills a rectangle with a state's colour and its pattern, so that it also reads without colour."""
    shown = theme.current()
    colour = shown.strong(code)
    painter.fillRect(rect, colour)
    pattern = _PATTERNS.get(code)
    if pattern is not None:
        over = QColor(shown.text_on(colour))
        over.setAlpha(60)
        brush = QBrush(over, pattern)
        # Qt draws patterns in the screen's own pixels; without this they fade away at 200 %.
        ratio = painter.device().devicePixelRatioF()
        brush.setTransform(QTransform.fromScale(ratio, ratio))
        painter.fillRect(rect, brush)
