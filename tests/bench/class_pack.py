"""The papers of one class, twelve families of two pages, against plain ReportLab setting the same content.

Both are warm and take turns, and processor time counts. The drafts are ready; ours become papers as the
program makes them. The plain script has the words, the paths and the QR codes that are on our paper. No pack
is remembered from the one before: each has a course of another name. The last line is the median ratio.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from massage_studio import paths
from massage_studio.handouts.papers import Draft, build
from massage_studio.handouts.views import TakeHome
from massage_studio.handouts.wording import page_address
from massage_studio.paper.page import DrawnPage
from tests.bench.class_pack_memory import FAMILIES, drafts
from tests.bench.take_home import lines_of, plain

PACKS, COURSE = 15, "Course number"


@dataclass(frozen=True, slots=True)
class Content:
    """What is on one take-home: the lines and the drawings of each page, and where its QR code leads."""

    lines: list[list[str]]
    drawings: list[list[str]]
    address: str

    def of(self, course: str) -> "Content":
        """Return the same of a course of another name."""
        lines = [[line.replace(COURSE, course) for line in page] for page in self.lines]
        return replace(self, lines=lines)


def named(draft: Draft, course: str) -> Draft:
    """Return the same take-home of a course of another name."""
    assert isinstance(draft.view, TakeHome)
    return replace(draft, view=replace(draft.view, course=course))


def content_of(draft: Draft) -> Content:
    """Return what our paper shows."""
    assert isinstance(draft.view, TakeHome)
    drawn: dict[DrawnPage, list[str]] = {}
    illustrate, end = DrawnPage.illustration, DrawnPage.end

    def noted(sheet: DrawnPage, code: str, *place: float, plain: bool = False) -> None:
        drawn.setdefault(sheet, []).append(code)
        illustrate(sheet, code, *place, plain=plain)

    def ended(sheet: DrawnPage) -> None:
        drawn.setdefault(sheet, [])
        end(sheet)

    with patch.object(DrawnPage, "illustration", noted), patch.object(DrawnPage, "end", ended):
        paper = build(named(draft, COURSE))
    lines = lines_of(paper.content)
    assert len(lines) == 2 == len(drawn), "each take-home has two pages"
    return Content(lines, list(drawn.values()), page_address(draft.view))


def compared(theirs: Callable[[Sequence[Content]], object]) -> tuple[float, float, float]:
    """Return the median seconds of our pack and of theirs, and the median of the ratios of pairs."""
    wanted = drafts()
    assert len(wanted) == FAMILIES
    contents = [content_of(draft) for draft in wanted]
    mine, other = list[float](), list[float]()
    for number in range(PACKS + 1):
        course = f"Course {number}"
        pack, same = [named(draft, course) for draft in wanted], [each.of(course) for each in contents]
        start = time.process_time()
        for draft in pack:
            build(draft)
        middle = time.process_time()
        theirs(same)
        mine.append(middle - start)
        other.append(time.process_time() - middle)
    # The first of each warms up.
    ratios = [ours / plain for ours, plain in zip(mine[1:], other[1:], strict=True)]
    return statistics.median(mine[1:]), statistics.median(other[1:]), statistics.median(ratios)


def plain_pack(contents: Sequence[Content]) -> None:
    """Set every take-home with ReportLab alone."""
    for each in contents:
        plain(each.lines, each.drawings, each.address)


def main() -> None:
    """Compare."""
    fonts = paths.resources() / "fonts"
    pdfmetrics.registerFont(TTFont("Body", str(fonts / "NotoSans-Regular.ttf")))
    mine, other, ratio = compared(plain_pack)
    print(f"pack {mine * 1000:.0f} ms, plain script {other * 1000:.0f} ms")
    print(ratio)


if __name__ == "__main__":
    main()
