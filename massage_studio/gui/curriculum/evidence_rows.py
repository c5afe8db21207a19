"""One finding to be read: where it points, what was found, in whom, how far to trust it, and its sources."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.curriculum.views import EvidenceView, SourceView
from massage_studio.gui import wording
from massage_studio.gui.curriculum import code_words
from massage_studio.gui.curriculum.content_parts import ContentText, Copyable, MarginRow, Quiet, Sign
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.flow_layout import FlowLayout


class FindingRow(MarginRow):
    """Tells one finding; `asked` carries what is to be done with it: edit, hide or show."""

    asked = Signal(str)

    def __init__(
        self, finding: EvidenceView, parent: QWidget, *, first: bool, about: str = "", hidden: bool = False
    ) -> None:
        super().__init__(parent, first=first, margin_ems=13)
        self.finding = finding
        self.margin.addWidget(Sign(code_words.direction(finding.direction), self))
        self.margin.addWidget(Quiet(code_words.strength(finding.strength), self))
        if finding.own:
            self.margin.addWidget(Tag(self.tr("Mine"), "primary", self), 0, Qt.AlignmentFlag.AlignLeading)
        if about:
            self.text.addWidget(Quiet(about, self))
        self.text.addWidget(ContentText(finding.finding, self))
        self._add_quiet()
        for source in finding.sources:
            self.text.addWidget(Quiet(source.citation.replace("?.", "?"), self))
            if source.url:
                self.text.addWidget(Copyable(source.url, self))
        self._add_buttons(hidden=hidden)

    def take_keys(self) -> None:
        """Put the keys on the first thing that can be done with the finding."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_quiet(self) -> None:
        finding = self.finding
        studied = self.tr("Who was studied: {population} ({design}).") if finding.design else ""
        studied = studied or self.tr("Who was studied: {population}.")
        told = [studied.format(population=finding.population, design=finding.design)]
        if finding.numbers:
            told.append(self.tr("Numbers: {numbers}").format(numbers=finding.numbers))
        if finding.caveat:
            told.append(self.tr("Bear in mind: {caveat}").format(caveat=finding.caveat))
        told.append(self._checked())
        for sentence in told:
            self.text.addWidget(Quiet(sentence, self))

    def _checked(self) -> str:
        """Say whether, by whom and when the finding was checked against what was published."""
        finding = self.finding
        if not finding.verified:
            return self.tr("Not checked yet against what was published, and so not printed.")
        who = finding.verified_by or ("" if finding.own else self.tr("the makers of Massage Studio"))
        day = wording.full_day(finding.verified_on) if finding.verified_on else ""
        sentence = self.tr("Checked against what was published")
        if who:
            sentence = self.tr("{checked} by {who}").format(checked=sentence, who=who)
        if day:
            sentence = self.tr("{checked}, {day}").format(checked=sentence, day=day)
        return f"{sentence}."

    def _add_buttons(self, *, hidden: bool) -> None:
        place = QWidget(self)
        row = FlowLayout(place, gap=8)
        named = self.finding.sources[0].author if self.finding.sources else self.finding.population
        hide = ("show", self.tr("Show again")) if hidden else ("hide", self.tr("Hide"))
        self.buttons: list[QPushButton] = []
        for code, text in (("copy", self.tr("Copy source")), ("edit", self.tr("Edit")), hide):
            if (code == "edit" and hidden) or (code == "copy" and not self.finding.sources):
                continue
            button = QPushButton(text, place)
            button.setAccessibleName(self.tr("{action}: {finding}").format(action=text, finding=named))
            button.clicked.connect(lambda _=False, code=code: self._press(code))
            self.buttons.append(button)
            row.addWidget(button)
        self.text.addWidget(place)

    def _press(self, code: str) -> None:
        if code == "copy":
            QGuiApplication.clipboard().setText("\n".join(map(_cited, self.finding.sources)))
        self.asked.emit(code)


def _cited(source: SourceView) -> str:
    where = f" {source.published_in}." if source.published_in else ""
    return f"{source.citation.replace('?.', '?')}{where} {source.url}".strip()
