"""The papers that were given to a family: what, when, how, and in which version."""

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.progress.card_parts import WrappedLabel, quiet_button, refill
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.card import Card
from massage_studio.handouts.issued_queries import GivenPaper, given_to
from massage_studio.language import translate

_MOST = 12


class PapersCard(QObject):
    """Fills the card with the latest papers first, a dozen and more where they are asked for.

    `found` carries all of them.
    """

    found = Signal(object)

    def __init__(self, card: Card, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._papers = Latest()
        self._all: tuple[GivenPaper, ...] = ()
        self._most = _MOST
        card.set_title(self.tr("Papers given"))

    def look(self, family_id: UUID) -> None:
        """Ask for the papers of a family."""
        self._most = _MOST
        self._context.tasks.read(partial(given_to, family_id=family_id), self._show, latest=self._papers)

    def _show(self, found: tuple[GivenPaper, ...]) -> None:
        self._all = found
        self._fill()
        self.found.emit(found)

    def _more(self) -> None:
        self._most += _MOST
        self._fill()

    def _fill(self) -> None:
        self._card.setUpdatesEnabled(False)
        rows = [self._row(paper) for paper in self._all[: self._most]]
        if not rows:
            rows.append(WrappedLabel(self.tr("No paper was given yet."), muted=True))
        elif len(self._all) > self._most:
            more = quiet_button(self.tr("%n earlier papers", "", len(self._all) - self._most))
            more.clicked.connect(self._more)
            rows.append(more)
        refill(self._card.body, rows, keep=1)
        self._card.setUpdatesEnabled(True)

    def _row(self, paper: GivenPaper) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(WrappedLabel(paper_words(paper)))
        column.addWidget(WrappedLabel(self._how(paper), muted=True))
        return block

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


def paper_words(paper: GivenPaper) -> str:
    """Return what a paper was, whose it was, and of which class."""
    words = {
        "take_home": translate("PapersCard", "Take-home"),
        "catch_up": translate("PapersCard", "Catch-up"),
        "receipt": translate("PapersCard", "Receipt"),
        "summary": translate("PapersCard", "Summary"),
        "certificate": translate("PapersCard", "Certificate"),
    }.get(paper.document, translate("PapersCard", "Paper"))
    if paper.baby:
        words = translate("PapersCard", "{what} for {baby}").format(what=words, baby=paper.baby)
    if paper.adult:
        words = translate("PapersCard", "{what}, to {adult} alone").format(what=words, adult=paper.adult)
    if paper.session is not None:
        of_class = translate("PapersCard", "{what} · {course}, week {number}")
        words = of_class.format(what=words, course=paper.session.course, number=paper.session.number)
    return words
