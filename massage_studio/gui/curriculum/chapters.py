"""Sets the chapter of the curriculum about safety."""

from PySide6.QtWidgets import QVBoxLayout

from massage_studio.curriculum.views import SafetyView, SignpostView, SourceView
from massage_studio.gui.curriculum import words
from massage_studio.gui.curriculum.rows import (
    Bold,
    ContentText,
    MarginRow,
    Quiet,
    Sign,
)
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.widgets.card import Card
from massage_studio.language import translate


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
