"""The papers that were given to a family: what, when, how, and in which version."""

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.progress.card_parts import WrappedLabel, refill
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.card import Card
from massage_studio.handouts.issued_queries import GivenPaper, given_to

_MOST = 12


class PapersCard(QObject):
    """Fills the card with the latest papers first; the first dozen stands for all."""

    def __init__(self, card: Card, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._papers = Latest()
        card.set_title(self.tr("Papers given"))

    def look(self, family_id: UUID) -> None:
        """Ask for the papers of a family."""
        self._context.tasks.read(partial(given_to, family_id=family_id), self._show, latest=self._papers)

    def _show(self, found: tuple[GivenPaper, ...]) -> None:
        self._card.setUpdatesEnabled(False)
        rows = [self._row(paper) for paper in found[:_MOST]]
        if not rows:
            rows.append(WrappedLabel(self.tr("No paper was given yet."), muted=True))
        elif len(found) > _MOST:
            rows.append(WrappedLabel(self.tr("%n earlier papers", "", len(found) - _MOST), muted=True))
        refill(self._card.body, rows, keep=1)
        self._card.setUpdatesEnabled(True)

    def _row(self, paper: GivenPaper) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(WrappedLabel(self._what(paper)))
        column.addWidget(WrappedLabel(self._how(paper), muted=True))
        return block

    def _what(self, paper: GivenPaper) -> str:
        words = {
            "take_home": self.tr("Take-home"),
            "catch_up": self.tr("Catch-up"),
            "receipt": self.tr("Receipt"),
            "summary": self.tr("Summary"),
            "certificate": self.tr("Certificate"),
        }.get(paper.document, self.tr("Paper"))
        if paper.baby:
            words = self.tr("{what} for {baby}").format(what=words, baby=paper.baby)
        if paper.adult:
            words = self.tr("{what}, to {adult} alone").format(what=words, adult=paper.adult)
        if paper.session is not None:
            of_class = self.tr("{what} · {course}, week {number}")
            words = of_class.format(what=words, course=paper.session.course, number=paper.session.number)
        return words

    def _how(self, paper: GivenPaper) -> str:
        at = paper.at.astimezone(ZoneInfo(self._context.profile.zone))
        parts = [
            self.tr("{day}, {time}").format(day=wording.full_day(at.date()), time=wording.clock(at)),
            {
                "printed": self.tr("printed"),
                "exported": self.tr("exported"),
                "drafted": self.tr("draft of a letter"),
            }[paper.how],
            {
                "a4": "",
                "large_print": self.tr("large print"),
                "black_and_white": self.tr("black and white"),
            }[paper.variant.value],
            self.tr("version {number} of the story").format(number=paper.edition) if paper.edition else "",
        ]
        return " · ".join(part for part in parts if part)
