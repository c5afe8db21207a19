"""The sheet with the recovery key: what it opens, where to keep it, and the key itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from massage_studio.handouts import wording
from massage_studio.paper.band import band
from massage_studio.paper.boxes import Box, Gap, Panel, Stack, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_WIDTH, MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.text import Run, Style

_WIDTH = A4_WIDTH - 2 * MARGIN
_PAD = 16.0
_GROUPS_OF_A_LINE = 4
_STEPS = (
    "Start Massage Studio and choose “I do not know the passphrase”.",
    "Type the key below. Capitals, gaps and dashes do not matter; it has no letter O and no letter I.",
    "Choose a new passphrase.",
)
_KEEP = (
    "Keep this paper where you keep your passport, and not with the laptop. Whoever has both can read what "
    "you noted about families. Without passphrase and paper nobody can open your studio or its backups again."
)


def build(grouped: str, made: date) -> bytes:
    """Return the sheet as PDF, one A4 page; `grouped` is the key in groups with dashes between them."""
    top = band(wording.day(made), "Recovery key", "If the passphrase is forgotten", "primary", A4_WIDTH, None)

    def draw(sheet: DrawnPage) -> None:
        top.draw(sheet)
        _body(grouped.split("-")).draw(sheet, MARGIN, sheet.height - top.height - 26)

    page = PaperPage(draw, "Massage Studio")
    return pdf(Document("Recovery key", "", (page,), wording.day(made), foot=11.0))


def _body(groups: list[str]) -> Stack:
    plain = Style(12, 17.5, colour=colour("ink"))
    bold = replace(plain, colour=colour("ink"))
    room = _WIDTH - 2 * _PAD
    large = Style(27, 40, Weight.BOLD, text_on_tint("primary"))
    lines: list[Box] = [
        text("    ".join(groups[start : start + _GROUPS_OF_A_LINE]), large, room)
        for start in range(0, len(groups), _GROUPS_OF_A_LINE)
    ]
    steps: list[Box] = []
    for number, step in enumerate(_STEPS, start=1):
        steps += [text(f"{number}. {step}", plain, _WIDTH), Gap(4)]
    return Stack(
        (
            text([Run("If you forget your passphrase", Weight.BOLD)], bold, _WIDTH),
            Gap(6),
            *steps,
            Gap(14),
            Panel(Stack(tuple(lines)), _WIDTH, fill=tint("primary"), pad=_PAD),
            Gap(20),
            text(_KEEP, plain, _WIDTH),
        )
    )
