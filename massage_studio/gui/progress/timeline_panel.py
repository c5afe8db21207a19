"""Everything that is known of a family in one list, and which kinds of it are shown."""

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.bookings.roster_views import FamilyPlaces
from massage_studio.families.private_queries import private_side
from massage_studio.families.private_views import PrivateSide
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.progress.card_parts import Words, quiet_button, refill
from massage_studio.gui.progress.timeline import KINDS, Happened, Kind, kind_words, of_kinds, timeline
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.handouts.issued_queries import GivenPaper
from massage_studio.progress.views import FamilyProgress

_MOST = 40


class TimelinePanel(QWidget):
    """The latest things first; what is for her alone only once she asks for it, and not when she comes back.

    `record_wanted` carries a class.
    """

    record_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._whole: FamilyProgress | None = None
        self._places: FamilyPlaces | None = None
        self._papers: tuple[GivenPaper, ...] = ()
        self._side: PrivateSide | None = None
        self._sides = Latest()
        self._kinds: frozenset[Kind] = frozenset()
        self._most = _MOST
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        filters = QWidget()
        flow = FlowLayout(filters, gap=6)
        self.chips: dict[Kind, Chip] = {}
        for kind in KINDS:
            chip = self.chips[kind] = Chip(kind_words(kind), "neutral")
            chip.setCheckable(True)
            chip.toggled.connect(self._choose)
            flow.addWidget(chip)
        column.addWidget(filters)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)

    def use(self, context: Context) -> None:
        """Ask here for what is for her alone."""
        self._context = context

    def look(self, whole: FamilyProgress) -> None:
        """Tell of this family."""
        if self._whole is None or self._whole.family.id != whole.family.id:
            self._places, self._papers, self._most = None, (), _MOST
            self.fold()
        self._whole = whole
        self._fill()

    def use_places(self, places: FamilyPlaces) -> None:
        """Tell of these bookings and payments."""
        self._places = places
        self._fill()

    def use_papers(self, papers: tuple[GivenPaper, ...]) -> None:
        """Tell of these papers."""
        self._papers = papers
        self._fill()

    def fold(self) -> None:
        """Show nothing of what is for her alone."""
        self._side = None
        self.chips["private"].setChecked(False)

    def _choose(self) -> None:
        self._kinds = frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())
        self._most = _MOST
        if "private" in self._kinds and self._side is None and self._context and self._whole:
            key: UUID = self._whole.family.id
            self._context.tasks.read(partial(private_side, family_id=key), self._take, latest=self._sides)
        self._fill()

    def _take(self, side: PrivateSide) -> None:
        if self.chips["private"].isChecked():
            self._side = side
            self._fill()

    def _fill(self) -> None:
        # What nobody looks at is made when it is turned to.
        if self._whole is None or self._context is None or self.isHidden():
            return
        zone = ZoneInfo(self._context.profile.zone)
        every = timeline(self._whole, self._places, self._papers, self._side, zone)
        found = of_kinds(every, self._kinds)
        rows = [self._row(one) for one in found[: self._most]]
        if not rows:
            rows.append(Words(self.tr("Nothing of this kind yet."), muted=True))
        elif len(found) > self._most:
            more = quiet_button(self.tr("Earlier"))
            more.clicked.connect(self._more)
            rows.append(more)
        refill(self._list, rows)

    def show_again(self) -> None:
        """Make the list, now that it is turned to."""
        self._fill()

    def _more(self) -> None:
        self._most += _MOST
        self._fill()

    def _row(self, one: Happened) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(10)
        day = Words(wording.full_day(one.at.date()), muted=True)
        day.setWordWrap(False)
        day.setFixedWidth(round(day.fontMetrics().horizontalAdvance("28 September 2026") * 1.08))
        across.addWidget(day)
        across.addWidget(Words(one.what), 1)
        if one.session is not None:
            lead = quiet_button(
                self.tr("Record"), self.tr("Record of the class: {what}").format(what=one.what)
            )
            lead.clicked.connect(partial(self.record_wanted.emit, one.session))
            across.addWidget(lead)
        return row
