"""One benefit on one page: what it means, how sure the science is, findings for and against, and sources."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.curriculum import content
from massage_studio.handouts import story
from massage_studio.handouts.evidence import findings
from massage_studio.handouts.views import BenefitSheet
from massage_studio.paper.band import band
from massage_studio.paper.boxes import Box, Fit, Gap, Panel, Stack, fitted, listed, text
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_WIDTH, FOOTER, MARGIN, Document, DrawnPage, PaperPage, pdf
from massage_studio.paper.palette import tint
from massage_studio.paper.styles import accent, at_most, styles
from massage_studio.paper.text import Run

_WIDTH = A4_WIDTH - 2 * MARGIN
# A parent reads about "your baby" where a take-home sheet has a name.
_ANY_BABY = "your baby"


def build(view: BenefitSheet) -> bytes:
    """Return the sheet of one benefit as PDF: one A4 page in its colour."""
    letterhead = view.letterhead
    footer = " · ".join((letterhead.business, letterhead.instructor, *letterhead.contact))
    page = PaperPage(lambda sheet: _draw(sheet, view), footer)
    return pdf(Document(view.benefit.title, letterhead.business, (page,), "How sure is the science"))


def _draw(sheet: DrawnPage, view: BenefitSheet) -> None:
    benefit = view.benefit
    over = f"{view.letterhead.business} · The five benefits of baby massage"
    heading = story.typographic(benefit.heading).replace("{baby}", _ANY_BABY)
    under = heading.removeprefix(f"{benefit.short_title}: ").removeprefix(f"{benefit.title}: ")
    under = f"{under[:1].upper()}{under[1:]}"
    top_band = band(over, benefit.title, under, benefit.code, sheet.width, view.letterhead.logo)
    top_band.draw(sheet)
    top = sheet.height - top_band.height - 18
    fitted(lambda fit: _stack(view, fit), top - FOOTER - 10).draw(sheet, MARGIN, top)


def _stack(view: BenefitSheet, fit: Fit) -> Stack:
    benefit = view.benefit
    style = styles(fit.scale)
    boxes: list[Box] = []
    words = story.typographic(benefit.text).replace("{baby}", _ANY_BABY)
    if words:
        boxes += [text(_sentences(words), at_most(style.body, 6), _WIDTH), Gap(8 * fit.scale)]
    messages = [story.typographic(message) for message in benefit.messages[: fit.items]]
    boxes += [
        listed(messages, at_most(style.body, 3), _WIDTH, ["•"] * len(messages), 13),
        Gap(12 * fit.scale),
    ]
    boxes += [_honest(view, fit), Gap(12 * fit.scale)]
    boxes += [text("What the studies found", style.heading, _WIDTH), Gap(3)]
    boxes += findings(benefit, fit.findings + 4, styles(fit.scale * 0.92), _WIDTH, urls=True)
    boxes.append(text(_key(), style.small, _WIDTH))
    return Stack(tuple(boxes))


def _honest(view: BenefitSheet, fit: Fit) -> Box:
    """Return the panel that says how sure the science is before any finding."""
    benefit = view.benefit
    style = styles(fit.scale)
    sure = benefit.how_sure or benefit.strength
    heading = replace(style.heading, colour=accent(benefit.code))
    inner = _WIDTH - 28
    return Panel(
        Stack(
            (
                text(story.label("how_sure"), heading, inner),
                text(
                    (
                        Run(f"{sure.rstrip('.')}. ", Weight.BOLD),
                        story.typographic(benefit.honest_statement),
                    ),
                    style.body,
                    inner,
                ),
            )
        ),
        _WIDTH,
        tint(benefit.code),
        pad=14,
    )


def _key() -> str:
    directions = content.load().handouts.directions
    return (
        f"Signs: + {directions['supports']}; (+) {directions['supports_indirectly']}; "
        f"± {directions['mixed']}; – {directions['against_or_null']}; i {directions['background']}."
    )


def _sentences(words: str) -> str:
    """Return the text with a capital wherever "your baby" has come to begin a sentence."""
    capital = f"{_ANY_BABY[:1].upper()}{_ANY_BABY[1:]}"
    for end in (". ", "? ", ": "):
        words = words.replace(f"{end}{_ANY_BABY}", f"{end}{capital}" if end != ": " else f"{end}{_ANY_BABY}")
    return f"{words[:1].upper()}{words[1:]}"
