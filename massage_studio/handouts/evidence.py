"""What the studies of a benefit found, grouped by where they point, with who was studied and the source."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.curriculum import content
from massage_studio.handouts import wording
from massage_studio.handouts.look import Look
from massage_studio.handouts.views import Direction, EvidenceLine, PaperBenefit
from massage_studio.paper.boxes import Box, Columns, Gap, Stack, Tagged, text
from massage_studio.paper.fonts import Weight
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
_GROUPS = (
    ("findings_for", (Direction.SUPPORTS, Direction.SUPPORTS_INDIRECTLY)),
    ("findings_unsure", (Direction.MIXED,)),
    ("findings_against", (Direction.AGAINST_OR_NULL, Direction.CRITIQUE)),
    ("findings_background", (Direction.BACKGROUND,)),
)


def findings(benefit: PaperBenefit, style: Look) -> list[Box]:
    """Return the findings under a heading for each group, each a box that may begin a page."""
    boxes: list[Box] = []
    for key, directions in _GROUPS:
        lines = [line for line in benefit.evidence if line.direction in directions]
        items = [Tagged(Role.LIST, Tagged(Role.ITEM, _finding(line, style))) for line in lines]
        if items:
            heading = replace(style.panel, role=Role.SUBHEADING)
            title = text(wording.label(key), heading, style.page.inner)
            boxes += [
                Stack((Gap(9), title, Gap(3), items[0])),
                *(Stack((Gap(9), item)) for item in items[1:]),
            ]
    return boxes


def _finding(line: EvidenceLine, style: Look) -> Box:
    """Return one finding: a sign in the margin, then what was found, in whom, and how far to trust it."""
    sign, token = _SIGNS[line.direction]
    margin = 2 * style.text.size
    rest = style.page.inner - margin
    tone = style.ink(token)
    words = content.load().handouts.directions[line.direction.value]
    body: tuple[str | Run, ...] = (
        Run(f"{words[:1].upper()}{words[1:]}, {line.strength}. ", Weight.BOLD, tone),
        line.finding,
        f" Who was studied: {line.population}." if line.population else "",
        f" {line.caveat}" if line.caveat else "",
    )
    small = [
        text(words, style.note, rest)
        for words in (f"{line.numbers} {line.citation.text}".strip(), line.citation.url)
        if words
    ]
    mark = replace(style.text, weight=Weight.BOLD, colour=tone, role=Role.MARK)
    told = Stack((text(body, style.text, rest), *small))
    return Columns(((0, text(sign, mark, margin)), (margin, Tagged(Role.ITEM_BODY, told))))
