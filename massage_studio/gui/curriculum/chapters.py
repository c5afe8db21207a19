"""Sets the chapters of the curriculum: a session, a benefit, safety."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from massage_studio.curriculum.views import (
    ActivityView,
    PlanSessionView,
    SafetyView,
    SignpostView,
    SourceView,
    StrokeView,
)
from massage_studio.gui import wording
from massage_studio.gui.curriculum import words
from massage_studio.gui.curriculum.rows import (
    Bold,
    ContentText,
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


def safety_chapter(page: QVBoxLayout, search: Search) -> None:
    """Set the reasons to wait, adapt or leave massage for today, and where to send a family."""
    reasons, posts = search.safety(), search.signposts()
    if reasons:
        card = _card(page, translate("CurriculumPage", "When to wait, adapt or leave it for today"))
        for number, reason in enumerate(reasons):
            _reason(card, reason, first=number == 0)
    if posts:
        card = _card(page, translate("CurriculumPage", "Where to send a family"))
        for number, post in enumerate(posts):
            _signpost(card, post, first=number == 0)


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


def _reason(card: Card, reason: SafetyView, *, first: bool) -> None:
    row = MarginRow(card, first=first, margin_ems=13)
    row.margin.addWidget(Sign(words.action(reason.action), row))
    row.text.addWidget(Bold(reason.label, row))
    row.text.addWidget(ContentText(reason.text, row))
    _sources(row, reason.sources)
    card.body.addWidget(row)


def _signpost(card: Card, post: SignpostView, *, first: bool) -> None:
    row = MarginRow(card, first=first, margin_ems=26)
    row.margin.addWidget(ContentText(post.when, row))
    row.text.addWidget(Bold(post.to, row))
    card.body.addWidget(row)


def _sources(row: MarginRow, sources: tuple[SourceView, ...]) -> None:
    citations = " ".join(source.citation.replace("?.", "?") for source in sources)
    told = translate("CurriculumPage", "Sources: {citations}").format(citations=citations)
    row.text.addWidget(Quiet(told, row))
