"""Sets the chapters of benefits and evidence: a benefit, a part of another framework, findings apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.curriculum.evidence_views import FrameworkPart, HiddenFinding
from massage_studio.curriculum.views import BenefitView, EvidenceView
from massage_studio.gui import icons, wording
from massage_studio.gui.curriculum.content_parts import Aside, Bold, ContentText, Loud, Quiet
from massage_studio.gui.curriculum.evidence_filters import as_marked
from massage_studio.gui.curriculum.evidence_rows import FindingRow
from massage_studio.gui.curriculum.evidence_standing import Standing
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.language import translate

Act = Callable[[str, str, str], None]
"""Does something by name with an item of a kind and a code."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a chapter is set with: which findings are shown, and who does what a button asks."""

    lets: Callable[[BenefitView | None, EvidenceView], bool]
    act: Act

    def findings(self, benefit: BenefitView | None, all_of: Sequence[EvidenceView]) -> list[EvidenceView]:
        """Return those that are shown."""
        return [finding for finding in all_of if self.lets(benefit, finding)]


def benefit_chapter(
    page: QVBoxLayout, setting: Setting, benefit: BenefitView, used_by: Sequence[str], *, hidden: bool
) -> None:
    """Set a benefit: what may honestly be said of it, what not, how the findings stand, and each of them."""
    head = _card(page, benefit.title)
    head.body.setSpacing(12)
    head.body.setContentsMargins(24, 18, 24, 24)
    head.body.addWidget(_buttons(benefit, setting.act, hidden=hidden))
    if hidden:
        told = translate("CurriculumPage", "You hid this benefit: it is offered nowhere.")
        if used_by:
            plans = translate("CurriculumPage", "It stays readable, for these plans teach it: {plans}.")
            told = f"{told} {plans.format(plans=wording.listed(list(used_by)))}"
        aside = Aside("warning", head)
        aside.column.addWidget(ContentText(told, aside))
        head.body.addWidget(aside)
    head.body.addWidget(_honest(benefit, head))
    head.body.addLayout(_said(benefit, head))
    if benefit.evidence:
        standing = _card(page, translate("CurriculumPage", "How the findings stand"))
        standing.body.setSpacing(10)
        standing.body.addWidget(
            Quiet(
                translate(
                    "CurriculumPage",
                    "Each mark is one finding, and all are of one size. They are not added up: the "
                    "studies asked different things of different families.",
                ),
                standing,
            )
        )
        standing.body.addWidget(Standing([as_marked(finding) for finding in benefit.evidence], standing))
    _findings(page, translate("CurriculumPage", "What was found"), setting, benefit, benefit.evidence)


def others_chapter(page: QVBoxLayout, setting: Setting, findings: Sequence[EvidenceView]) -> None:
    """Set the findings that are about no single benefit."""
    _findings(page, translate("CurriculumPage", "About no single benefit"), setting, None, findings)


def hidden_chapter(page: QVBoxLayout, setting: Setting, found: Sequence[HiddenFinding]) -> None:
    """Set the findings that she hid, each to be shown again."""
    card = _card(page, translate("CurriculumPage", "Hidden findings"))
    for number, one in enumerate(one for one in found if setting.lets(None, one.finding)):
        _finding(card, setting.act, one.finding, first=not number, hidden=True)


def part_chapter(
    page: QVBoxLayout, setting: Setting, part: FrameworkPart, benefits: Sequence[BenefitView]
) -> None:
    """Set a part of another framework, with the benefits of ours that belong to it."""
    head = _card(page, part.label)
    head.body.setSpacing(10)
    head.body.addWidget(Loud(part.text, head))
    for source in part.sources:
        head.body.addWidget(Quiet(source.citation.replace("?.", "?"), head))
    for benefit in benefits:
        card = _card(page, benefit.title)
        card.body.setSpacing(10)
        card.body.addWidget(_honest(benefit, card))
        for number, finding in enumerate(setting.findings(benefit, benefit.evidence)):
            _finding(card, setting.act, finding, first=not number)


def _card(page: QVBoxLayout, title: str) -> Card:
    card = Card(title=title)
    card.body.setContentsMargins(24, 18, 24, 14)
    card.body.setSpacing(0)
    # The last item of the page is the stretch that keeps its cards at the top.
    page.insertWidget(page.count() - 1, card)
    return card


def _buttons(benefit: BenefitView, act: Act, *, hidden: bool) -> QWidget:
    place = QWidget()
    row = FlowLayout(place, gap=8)
    hide = ("show", translate("CurriculumPage", "Show again"), "")
    if not hidden:
        hide = ("hide", translate("CurriculumPage", "Hide"), "")
    for code, text, icon in (
        ("print", translate("CurriculumPage", "&Print sheet"), "print"),
        ("edit", translate("CurriculumPage", "Edit"), "edit"),
        hide,
        ("history", translate("CurriculumPage", "History"), ""),
    ):
        button = QPushButton(text, place)
        named = translate("CurriculumPage", "{action}: {benefit}")
        button.setAccessibleName(named.format(action=text.replace("&", ""), benefit=benefit.short_title))
        if icon:
            icons.set_icon(button, icon)
        button.clicked.connect(lambda _=False, code=code: act(code, "benefit", benefit.code))
        row.addWidget(button)
    return place


def _honest(benefit: BenefitView, parent: QWidget) -> Aside:
    aside = Aside(benefit.code, parent)
    aside.column.addWidget(Loud(benefit.honest_statement, aside))
    if benefit.strength:
        sure = translate("CurriculumPage", "How sure is the science: {strength}.")
        aside.column.addWidget(Quiet(sure.format(strength=benefit.strength), aside))
    return aside


def _said(benefit: BenefitView, parent: QWidget) -> QHBoxLayout:
    pair = QHBoxLayout()
    pair.setSpacing(14)
    for title, tone, sentences in (
        (translate("CurriculumPage", "What to say"), "engaging", benefit.messages),
        (translate("CurriculumPage", "What to avoid saying"), "disengaging", benefit.avoid_saying),
    ):
        if sentences:
            box = Aside(tone, parent)
            box.column.addWidget(Bold(title, box))
            for sentence in sentences:
                box.column.addWidget(ContentText(sentence, box))
            box.column.addStretch()
            pair.addWidget(box, 3 if tone == "engaging" else 2)
    return pair


def _findings(
    page: QVBoxLayout,
    title: str,
    setting: Setting,
    benefit: BenefitView | None,
    all_of: Sequence[EvidenceView],
) -> None:
    found = setting.findings(benefit, all_of)
    if not found:
        return
    card = _card(page, title)
    if len(found) < len(all_of):
        some = translate("CurriculumPage", "{shown} of {all} findings are shown.")
        card.body.addWidget(Quiet(some.format(shown=len(found), all=len(all_of)), card))
    for number, finding in enumerate(found):
        _finding(card, setting.act, finding, first=not number)


def _finding(card: Card, act: Act, finding: EvidenceView, *, first: bool, hidden: bool = False) -> None:
    row = FindingRow(finding, card, first=first, hidden=hidden)
    row.asked.connect(lambda code: act(code, "evidence", finding.code))
    card.body.addWidget(row)
