"""The coloured band at the top of the first page, and the slim one that repeats on the next."""

from __future__ import annotations

from dataclasses import dataclass, replace

from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Paragraph, Style, paragraph

# Most room for the studio's logo, width and height in points.
_LOGO = (110.0, 54.0)
_TITLE_SIZES = (25.0, 22.0, 19.0, 16.5, 14.0)


@dataclass(frozen=True, slots=True)
class Band:
    """Overline, title and subtitle on a tint, closed by a rule in the full colour."""

    over: Paragraph
    title: Paragraph
    under: Paragraph
    token: str
    logo: bytes | None = None

    @property
    def height(self) -> float:
        """Height in points, the rule included."""
        return 25 + self.over.height + 8 + self.title.height + 3 + self.under.height + 20

    def draw(self, sheet: DrawnPage) -> None:
        """Draw the band across the top of a sheet."""
        sheet.rect(0, sheet.height - self.height, sheet.width, self.height, fill=tint(self.token))
        sheet.rect(0, sheet.height - self.height, sheet.width, 3.75, fill=colour(self.token))
        top = sheet.height - 25
        for block, gap in ((self.over, 8), (self.title, 3), (self.under, 0)):
            sheet.text(block, MARGIN, top)
            top -= block.height + gap
        if self.logo:
            sheet.picture(self.logo, "Logo", sheet.width - MARGIN, sheet.height - 20, *_LOGO)


def band(over: str, title: str, under: str, token: str, page_width: float, logo: bytes | None = None) -> Band:
    """Set a band; the title shrinks until it takes two lines at most and is cut only after three."""
    width = page_width - 2 * MARGIN - (_LOGO[0] + 12 if logo else 0)
    small = Style(9, 12.5, colour=text_on_tint(token), max_lines=2)
    for size in _TITLE_SIZES:
        style = Style(size, size * 1.24, Weight.HEADING, colour("ink"), role=Role.TITLE)
        heading = paragraph(title, style, width)
        if len(heading.lines) <= (1 if size > 19 else 2):
            break
    else:
        heading = paragraph(title, replace(style, max_lines=3), width)
    line = Style(12, 17, colour=colour("ink"), max_lines=2)
    return Band(paragraph(over, small, width), heading, paragraph(under, line, width), token, logo)


def slim_band(sheet: DrawnPage, words: str, token: str) -> float:
    """Draw the band of a following page and return where its content may begin."""
    height = 44.0
    sheet.rect(0, sheet.height - height, sheet.width, height, fill=tint(token))
    sheet.rect(0, sheet.height - height, sheet.width, 3, fill=colour(token))
    style = Style(9, 12.5, colour=text_on_tint(token), max_lines=1)
    # It says again what the first page has said.
    with sheet.artifact():
        sheet.text(paragraph(words, style, sheet.width - 2 * MARGIN), MARGIN, sheet.height - 16)
    return sheet.height - height - 20
