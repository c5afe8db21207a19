"""The coloured band at the top of the first page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Paragraph, Style, paragraph

# Most room for the studio's logo, width and height in points, and the white beside it.
_LOGO = (110.0, 54.0)
LOGO_ROOM = _LOGO[0] + 12
_TITLE_SIZES = (25.0, 22.0, 19.0, 16.5, 14.0)


@dataclass(frozen=True, slots=True)
class Band:
    """Overline, title and subtitle on a tint, closed by a rule in the full colour."""

    over: Paragraph
    title: Paragraph
    under: Paragraph
    fill: str | None
    rule: str
    margin: float = MARGIN
    logo: bytes | None = None

    @property
    def height(self) -> float:
        """Height in points, the rule included."""
        return 24 + self.over.height + 6 + self.title.height + 3 + self.under.height + 18

    def draw(self, sheet: DrawnPage) -> None:
        """Draw the band across the top of a sheet."""
        bottom = sheet.height - self.height
        if self.fill:
            sheet.rect(0, bottom, sheet.width, self.height, fill=self.fill)
        sheet.rect(0, bottom, sheet.width, 3.75, fill=self.rule)
        top = sheet.height - 24
        for block, gap in ((self.over, 6), (self.title, 3), (self.under, 0)):
            sheet.text(block, self.margin, top)
            top -= block.height + gap
        if self.logo:
            sheet.picture(self.logo, "Logo", sheet.width - self.margin, sheet.height - 20, *_LOGO)


def band(over: str, title: str, under: str, token: str, page_width: float, logo: bytes | None = None) -> Band:
    """Set a band; the title shrinks until it takes two lines at most and is cut only after three."""
    width = page_width - 2 * MARGIN - (LOGO_ROOM if logo else 0)
    small = Style(11, 15, colour=text_on_tint(token), max_lines=2)
    for size in _TITLE_SIZES:
        style = Style(size, size * 1.24, Weight.HEADING, colour("ink"), role=Role.TITLE)
        heading = paragraph(title, style, width)
        if len(heading.lines) <= (1 if size > 19 else 2):
            break
    else:
        heading = paragraph(title, replace(style, max_lines=3), width)
    line = Style(12, 17, colour=colour("ink"), max_lines=2)
    return Band(
        paragraph(over, small, width),
        heading,
        paragraph(under, line, width),
        tint(token),
        colour(token),
        logo=logo,
    )
