"""One benefit: what it means, how sure the science is, thoughts, findings with sources, what to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_studio.charts.evidence import evidence_chart
from massage_studio.handouts import wording
from massage_studio.handouts.evidence import findings
from massage_studio.handouts.look import UNDER_BAND, Look, look
from massage_studio.handouts.views import BenefitSheet, Thought, Variant, Work
from massage_studio.paper.band import LOGO_ROOM, Band
from massage_studio.paper.boxes import (
    Box,
    Charted,
    Columns,
    Gap,
    Panel,
    QrCode,
    Stack,
    Tagged,
    listed,
    paged,
    text,
)
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run, paragraph

# A parent reads about "your baby" where a take-home sheet has a name.
_ANY_BABY = "your baby"
_PAD = 12.0
_GUTTER = 18.0
# What the chart may stand behind.
_PLACES = ("honest", "thoughts", "findings")
# 20 mm.
_QR = 20 * 72 / 25.4


def build(view: BenefitSheet, variant: Variant = Variant.A4) -> bytes:
    """Return the sheet of one benefit as PDF, in its colour, on as many pages as its findings take."""
    style, letterhead = look(variant), view.letterhead
    top = _band(view, style)
    footer = " · ".join(filter(None, (letterhead.business, letterhead.instructor, *letterhead.contact)))
    foot = style.foot("" if style.large else footer)
    room = style.page.height - style.page.margin - foot
    first = style.page.height - top.height - UNDER_BAND - foot

    def page(boxes: Sequence[Box], *, beginning: bool) -> PaperPage:
        def draw(sheet: DrawnPage) -> None:
            under = sheet.height - style.page.margin
            if beginning:
                top.draw(sheet)
                under = sheet.height - top.height - UNDER_BAND
            Stack(tuple(boxes)).draw(sheet, style.page.margin, under)

        return PaperPage(draw, "" if style.large else footer)

    shown = paged(_boxes(view, style), first, room)
    # The chart is told in words too: it stands where it makes no page more, as early as it can.
    for place in _PLACES:
        charted = paged(_boxes(view, style, chart=place), first, room)
        if len(charted) == len(shown):
            shown = charted
            break
    pages = [page(boxes, beginning=not number) for number, boxes in enumerate(shown)]
    return pdf(
        Document(
            view.benefit.title,
            letterhead.business,
            pages,
            "How sure is the science",
            page=style.page,
            foot=style.note.size,
        )
    )


def _band(view: BenefitSheet, style: Look) -> Band:
    benefit = view.benefit
    width = style.page.inner - (LOGO_ROOM if view.letterhead.logo else 0)
    over = " · ".join(filter(None, (view.letterhead.business, "The five benefits of baby massage")))
    heading = wording.typographic(benefit.heading).replace("{baby}", _ANY_BABY)
    under = heading.removeprefix(f"{benefit.short_title}: ").removeprefix(f"{benefit.title}: ")
    return Band(
        paragraph(over, replace(style.note, colour=style.ink(benefit.code), max_lines=2), width),
        paragraph(benefit.title, replace(style.name, max_lines=3), width),
        paragraph(f"{under[:1].upper()}{under[1:]}", replace(style.text, max_lines=2), width),
        style.tint(benefit.code),
        style.line(benefit.code),
        style.page.margin,
        view.letterhead.logo,
    )


def _boxes(view: BenefitSheet, style: Look, *, chart: str = "") -> list[Box]:
    benefit, width = view.benefit, style.page.inner
    boxes: list[Box] = []
    words = wording.typographic(benefit.text).replace("{baby}", _ANY_BABY)
    if words:
        boxes.append(text(_sentences(words), style.text, width))
    boxes += [
        Stack((Gap(6), listed([wording.typographic(message)], style.text, width, ["•"], style.text.size)))
        for message in benefit.messages
    ]
    boxes.append(Stack((Gap(15), _honest(view, style))))
    standing = {place: _standing(view, style) if place == chart else [] for place in _PLACES}
    boxes += [*standing["honest"], *_thoughts(view.thoughts, style), *standing["thoughts"]]
    studies = findings(benefit, style)
    if studies:
        heading = text("What the studies found", style.heading, width)
        boxes += [Stack((Gap(15), heading, studies[0])), *studies[1:]]
    return [*boxes, *standing["findings"], *_works(view.works, style)]


def _standing(view: BenefitSheet, style: Look) -> list[Box]:
    """Return the chart of how the findings stand, those too that are not printed."""
    if not view.benefit.standing:
        return []
    width = style.page.inner
    chart = evidence_chart(view.benefit.standing, width, style.note.size, plain=style.plain)
    heading = text(wording.label("standing"), style.heading, width)
    note = text(wording.label("standing_note"), style.note, width)
    return [Stack((Gap(15), heading, note, Gap(6), Charted(chart)))]


def _thoughts(thoughts: Sequence[Thought], style: Look) -> list[Box]:
    """Return the thoughts to take home, each with what it rests on."""
    width = style.page.inner
    told: list[Box] = []
    for thought in thoughts:
        words = wording.typographic(thought.text).replace("{baby}", _ANY_BABY)
        lines = [text(_sentences(words), style.text, width)]
        lines += [
            text(small, style.note, width) for small in (thought.citation.text, thought.citation.url) if small
        ]
        item = Tagged(Role.ITEM, Tagged(Role.ITEM_BODY, Stack(tuple(lines))))
        told.append(Tagged(Role.LIST, Stack((Gap(6), item))))
    if told:
        told[0] = Stack((Gap(15), text(wording.label("thoughts"), style.heading, width), told[0]))
    return told


def _works(works: Sequence[Work], style: Look) -> list[Box]:
    """Return what there is to read and to watch, together on one page; in large print below each other."""
    if not works:
        return []
    columns = 1 if style.large else 2
    width = (style.page.inner - (columns - 1) * _GUTTER) / columns
    rows: list[Box] = []
    for start in range(0, len(works), columns):
        cells = [Tagged(Role.ITEM, _work(work, width, style)) for work in works[start : start + columns]]
        row = Columns(tuple((place * (width + _GUTTER), cell) for place, cell in enumerate(cells)))
        rows.append(Stack((Gap(9), row)))
    heading = text(wording.label("read_and_watch"), style.heading, style.page.inner)
    if style.large:
        first, *others = (Tagged(Role.LIST, row) for row in rows)
        return [Stack((Gap(15), heading, first)), *others]
    return [Stack((Gap(15), heading, Tagged(Role.LIST, Stack(tuple(rows)))))]


def _work(work: Work, width: float, style: Look) -> Box:
    """Return the QR code of one work with its title, whose it is, and its address beside it."""
    rest = width - _QR - _PAD
    # Shorter to type: a browser finds the rest.
    address = work.url.partition("://")[2].rstrip("/")
    words = Stack(
        (
            text(wording.typographic(work.title), replace(style.text, weight=Weight.BOLD), rest),
            text(wording.typographic(work.whose), style.note, rest),
            text(address, style.note, rest),
        )
    )
    return Tagged(Role.ITEM_BODY, Columns(((0, QrCode(work.url, _QR)), (_QR + _PAD, words))))


def _honest(view: BenefitSheet, style: Look) -> Box:
    """Return the panel that says how sure the science is before any finding."""
    benefit = view.benefit
    sure = benefit.how_sure or benefit.strength
    inner = style.page.inner - 2 * _PAD
    return Panel(
        Stack(
            (
                text(
                    wording.label("how_sure"), replace(style.heading, colour=style.ink(benefit.code)), inner
                ),
                text(
                    (
                        Run(f"{sure.rstrip('.')}. ", Weight.BOLD),
                        wording.typographic(benefit.honest_statement),
                    ),
                    style.text,
                    inner,
                ),
            )
        ),
        style.page.inner,
        style.tint(benefit.code),
        style.frame,
        pad=_PAD,
    )


def _sentences(words: str) -> str:
    """Return the text with a capital wherever "your baby" has come to begin a sentence."""
    capital = f"{_ANY_BABY[:1].upper()}{_ANY_BABY[1:]}"
    for end in (". ", "? ", ": "):
        words = words.replace(f"{end}{_ANY_BABY}", f"{end}{capital}" if end != ": " else f"{end}{_ANY_BABY}")
    return f"{words[:1].upper()}{words[1:]}"
