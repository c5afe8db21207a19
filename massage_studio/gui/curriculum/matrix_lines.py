"""One week of a plan as the matrix paints it and reads it out, and where its columns stand."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from massage_studio.curriculum.plan_views import BenefitName, Matrix, MatrixRow, length_words
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate

PAD = 10.0
_LEAST_BAR = 20.0


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week of a matrix, as it is painted and read out."""

    matrix: Matrix
    row: MatrixRow

    @property
    def accessible_name(self) -> str:
        """Its number and title, its minutes by benefit, and how they stand to the length of a class."""
        told = [
            minutes_of(one, minutes)
            for one, minutes in zip(self.matrix.benefits, self.row.minutes, strict=True)
        ]
        words = translate("PlanMatrix", "Session {number}, {title}: {minutes}, {total}")
        return words.format(
            number=self.row.number,
            title=self.row.title,
            minutes=", ".join(told),
            total=length_words(self.row),
        )

    @property
    def accessible_description(self) -> str:
        """Which benefits have twice an equal share."""
        doubled = [
            one.title
            for one, minutes in zip(self.matrix.benefits, self.row.minutes, strict=True)
            if self.matrix.doubled(minutes)
        ]
        words = translate("PlanMatrix", "Twice an equal share or more: {benefits}")
        return words.format(benefits=", ".join(doubled)) if doubled else ""


def minutes_of(benefit: BenefitName, minutes: int) -> str:
    """Return "touch 18 minutes" or "no touch"."""
    if not minutes:
        return translate("PlanMatrix", "no {benefit}").format(benefit=benefit.title.lower())
    words = translate("PlanMatrix", "{benefit} %n minutes", None, minutes)
    return words.format(benefit=benefit.title.lower())


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a matrix in a width: titles, one a benefit with a bar and a figure, and the sum.

    Where a column is too narrow for a bar, `bar` is 0; where it is for "×2", `twice` is.
    """

    title: float
    benefit: float
    total: float
    bar: float
    figures: float
    twice: float

    def left(self, place: int) -> float:
        """Return where the column of a benefit begins, or behind the last one that of the sum."""
        return self.title + place * self.benefit

    def figure(self, place: int, height: float, top: float = 0.0) -> QRectF:
        """Return where the minutes of a benefit are written."""
        return QRectF(self.left(place) + self.bar + (6 if self.bar else 0), top, self.figures, height)


def columns_of(surface: Surface, count: int) -> Columns:
    """Return the columns of a matrix with so many benefits."""
    bold, small = paint.font(surface, bold=True), small_font(surface)
    width = surface.width() - 2 * PAD
    figures = paint.text_width("188", bold)
    total = (
        max(figures, paint.text_width(translate("Plans", "{minutes} under").format(minutes=88), small)) + 10
    )
    title = min(210.0, max(96.0, width * 0.23))
    benefit = max(figures + 4, (width - title - total) / max(1, count))
    twice = paint.text_width("×2", small)
    if benefit - figures - twice - 12 < _LEAST_BAR:
        twice = 0.0
    bar = benefit - figures - twice - 12
    return Columns(PAD + title, benefit, total, bar if bar >= _LEAST_BAR else 0.0, figures, twice)


def small_font(surface: Surface) -> QFont:
    """Return the font of what stands beside a figure."""
    return paint.font(surface, 0.92)
