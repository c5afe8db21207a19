"""Sets the chapters of the curriculum: a session, a benefit."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.curriculum.views import (
    ActivityView,
    BenefitView,
    EvidenceView,
    PlanSessionView,
    SourceView,
    StrokeView,
)
from massage_studio.gui import icons, wording
from massage_studio.gui.curriculum import words
from massage_studio.gui.curriculum.rows import (
    Aside,
    Bold,
    ContentText,
    Copyable,
    Loud,
    MarginRow,
    MinutesBand,
    Quiet,
    Sign,
)
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.widgets.card import Card, Strong
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.language import translate


def session_chapter(page: QVBoxLayout, session: PlanSessionView, search: Search) -> None:
    """Set a session: its minutes for each benefit, its activities, and the strokes of its body areas."""
    head = _card(
        page,
        translate("CurriculumPage", "Session {number}: {title}").format(
            number=session.number, title=session.title
        ),
    )
    areas = wording.listed([search.area_name(code) for code in session.areas])
    focus = translate("CurriculumPage", "{minutes} with the focus on {benefit}. Body areas: {areas}.").format(
        minutes=wording.minutes(sum(part.minutes for part in session.activities)),
        benefit=search.benefit_name(session.focus_benefit),
        areas=areas,
    )
    head.body.setSpacing(10)
    head.body.addWidget(Quiet(focus, head))
    shares = [
        (
            code,
            translate("CurriculumPage", "{benefit} {minutes}").format(
                benefit=search.benefit_name(code), minutes=_min(minutes)
            ),
        )
        for code, minutes in session.benefit_minutes
    ]
    head.body.addWidget(MinutesBand(session.benefit_minutes, wording.listed([text for _, text in shares])))
    head.body.addWidget(_tags(shares, head))
    activities = search.activities(session)
    if activities:
        card = _card(page, translate("CurriculumPage", "Activities"))
        for number, activity in enumerate(activities):
            _activity(card, activity, search, first=number == 0)
    _stroke_cards(page, search.strokes(session))


def benefit_chapter(
    page: QVBoxLayout, benefit: BenefitView, search: Search, print_sheet: Callable[[], None]
) -> None:
    """Set a benefit: what may honestly be said of it, what not, and each finding with its source."""
    head = _card(page, benefit.title)
    button = QPushButton(translate("CurriculumPage", "&Print sheet"), head)
    button.setAccessibleName(
        translate("CurriculumPage", "Print the sheet about {benefit}").format(benefit=benefit.short_title)
    )
    icons.set_icon(button, "print")
    button.clicked.connect(print_sheet)
    head.add_header(button)
    head.body.setSpacing(12)
    head.body.setContentsMargins(24, 18, 24, 24)
    aside = Aside(benefit.code, head)
    aside.column.addWidget(Loud(benefit.honest_statement, aside))
    aside.column.addWidget(
        Quiet(
            translate("CurriculumPage", "How sure is the science: {strength}.").format(
                strength=benefit.strength
            ),
            aside,
        )
    )
    head.body.addWidget(aside)
    pair = QHBoxLayout()
    pair.setSpacing(14)
    for title, tone, sentences in (
        (translate("CurriculumPage", "What to say"), "engaging", search.sentences(benefit, benefit.messages)),
        (
            translate("CurriculumPage", "What to avoid saying"),
            "disengaging",
            search.sentences(benefit, benefit.avoid_saying),
        ),
    ):
        if sentences:
            box = Aside(tone, head)
            box.column.addWidget(Bold(title, box))
            for sentence in sentences:
                box.column.addWidget(ContentText(sentence, box))
            box.column.addStretch()
            pair.addWidget(box, 3 if tone == "engaging" else 2)
    head.body.addLayout(pair)
    found = search.evidence(benefit)
    if found:
        card = _card(page, translate("CurriculumPage", "What was found"))
        for number, finding in enumerate(found):
            _finding(card, finding, first=number == 0)


def _card(page: QVBoxLayout, title: str) -> Card:
    card = Card(title=title)
    card.body.setContentsMargins(24, 18, 24, 14)
    card.body.setSpacing(0)
    # The last item of the page is the stretch that keeps its cards at the top.
    page.insertWidget(page.count() - 1, card)
    return card


def _min(minutes: float) -> str:
    return wording.minutes(minutes)


def _tags(tags: list[tuple[str, str]], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    flow = FlowLayout(row, gap=6)
    for tone, text in tags:
        flow.addWidget(Tag(text, tone, row))
    return row


def _activity(card: Card, activity: ActivityView, search: Search, *, first: bool) -> None:
    row = MarginRow(card, first=first, margin_ems=4.5)
    row.margin.setContentsMargins(0, 2, 0, 0)
    row.margin.addWidget(Strong(_min(activity.minutes), row))
    line = QHBoxLayout()
    line.setSpacing(10)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.setContentsMargins(0, 2, 0, 0)
    column.addWidget(ContentText(activity.title, row))
    if activity.areas:
        areas = " · ".join(search.area_name(code) for code in activity.areas)
        column.addWidget(Quiet(areas, row))
    column.addStretch()
    line.addLayout(column, 1)
    for code in activity.benefits:
        line.addWidget(Tag(search.benefit_name(code), code, row), 0, Qt.AlignmentFlag.AlignTop)
    row.text.addLayout(line)
    card.body.addWidget(row)


def _stroke_cards(page: QVBoxLayout, strokes: tuple[StrokeView, ...]) -> None:
    area, card = "", None
    for stroke in strokes:
        first = card is None or stroke.area != area
        if card is None or first:
            area = stroke.area
            card = _card(page, translate("CurriculumPage", "Strokes: {area}").format(area=stroke.area_label))
        row = MarginRow(card, first=first, margin_ems=13)
        row.margin.addWidget(Bold(stroke.label, row))
        row.text.addWidget(ContentText(stroke.description, row))
        card.body.addWidget(row)


def _finding(card: Card, finding: EvidenceView, *, first: bool) -> None:
    row = MarginRow(card, first=first, margin_ems=13)
    row.margin.addWidget(Sign(words.direction(finding.direction), row))
    row.margin.addWidget(Quiet(words.strength(finding.strength), row))
    row.text.addWidget(ContentText(finding.finding, row))
    studied = translate("CurriculumPage", "Who was studied: {population} ({design}).").format(
        population=finding.population, design=finding.design
    )
    row.text.addWidget(Quiet(studied, row))
    if finding.caveat:
        row.text.addWidget(
            Quiet(translate("CurriculumPage", "Bear in mind: {caveat}").format(caveat=finding.caveat), row)
        )
    _sources(row, finding.sources)
    card.body.addWidget(row)


def _sources(row: MarginRow, sources: tuple[SourceView, ...]) -> None:
    for source in sources:
        row.text.addWidget(Quiet(source.citation.replace("?.", "?"), row))
        if source.url:
            row.text.addWidget(Copyable(source.url, row))
