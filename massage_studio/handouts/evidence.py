"""How sure the science is: the honest statement, findings for and against, and where they were published."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.curriculum import content
from massage_studio.handouts import story
from massage_studio.handouts.views import Direction, EvidenceLine, PaperBenefit
from massage_studio.paper.boxes import Box, Columns, Gap, Stack, Tagged, text
from massage_studio.paper.fonts import Weight
from massage_studio.paper.palette import colour
from massage_studio.paper.styles import Styles, accent, at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run

# A sign beside the words, so that the direction does not hang on colour.
_SIGNS = {
    Direction.SUPPORTS: ("+", "engaging"),
    Direction.SUPPORTS_INDIRECTLY: ("(+)", "engaging"),
    Direction.MIXED: ("±", "attunement"),
    Direction.AGAINST_OR_NULL: ("–", "disengaging"),
    Direction.BACKGROUND: ("i", "neutral"),
    Direction.CRITIQUE: ("–", "disengaging"),
}
_SIDES = (
    (Direction.SUPPORTS, Direction.SUPPORTS_INDIRECTLY),
    (Direction.AGAINST_OR_NULL, Direction.CRITIQUE),
    (Direction.MIXED,),
)


def how_sure(benefit: PaperBenefit, baby: str, style: Styles, width: float) -> list[Box]:
    """Return the heading, the strength in bold and the honest statement."""
    sure = (benefit.how_sure or f"{benefit.strength}.").replace("{baby}", baby)
    lead = Run(f"{benefit.short_title}: {sure[:1].lower()}{sure[1:]} ", Weight.BOLD, accent(benefit.code))
    return [
        text(story.label("how_sure"), style.heading, width),
        text((lead, benefit.honest_statement), at_most(style.body, 6), width),
    ]


def chosen(lines: tuple[EvidenceLine, ...], most: int) -> tuple[EvidenceLine, ...]:
    """Return at most `most` findings in their order, one for, one against and one mixed among them."""
    firsts = [next((line for line in lines if line.direction in side), None) for side in _SIDES]
    wanted = [line for line in firsts if line is not None]
    wanted += [line for line in lines if line not in wanted]
    return tuple(line for line in lines if line in wanted[:most])


def findings(
    benefit: PaperBenefit, most: int, style: Styles, width: float, *, urls: bool = False
) -> list[Box]:
    """Return the findings, each with its direction, strength, caveat and source, with a gap after each."""
    boxes: list[Box] = []
    for line in chosen(benefit.evidence, most):
        boxes += [Tagged(Role.ITEM, finding(line, style, width, urls=urls)), Gap(4.5 * style.scale)]
    return [Tagged(Role.LIST, Stack(tuple(boxes)))] if boxes else []


def finding(line: EvidenceLine, style: Styles, width: float, *, urls: bool) -> Box:
    """Return one finding: a sign in the margin, then what was found, in whom, and how far to trust it."""
    sign, token = _SIGNS[line.direction]
    margin = 24 * style.scale
    words = content.load().handouts.directions[line.direction.value]
    tone = accent(token)
    small = replace(style.body, size=style.body.size * 0.9, leading=style.body.leading * 0.86)
    body: tuple[str | Run, ...] = (
        Run(f"{words[:1].upper()}{words[1:]}, {line.strength}. ", Weight.BOLD, tone),
        Run(line.finding, colour=colour("ink")),
        Run(f" Who was studied: {line.population}." if line.population else "", colour=colour("ink")),
        Run(f" {line.caveat}" if line.caveat else ""),
    )
    after = f"{line.numbers} {line.citation.text}".strip()
    source: list[Box] = [text(after, at_most(style.small, 3), width - margin)]
    if urls and line.citation.url:
        source.append(text(line.citation.url, at_most(style.small, 2), width - margin))
    rest = width - margin
    mark = replace(small, size=small.size * 1.25, weight=Weight.BOLD, colour=tone, role=Role.MARK)
    return Columns(
        (
            (0, text(sign, mark, margin)),
            (margin, Tagged(Role.ITEM_BODY, Stack((text(body, at_most(small, 5), rest), *source)))),
        )
    )
