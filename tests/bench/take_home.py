"""One personal two-page take-home against a plain ReportLab script that sets the same words and ribbon.

Both are warm and take turns; the plain script prints the lines that our paper carries, in paragraphs with the
same fonts on two A4 pages. The last line is the ratio of the medians.
"""

import io
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from massage_studio import paths
from massage_studio.bookings.class_queries import sessions
from massage_studio.demo import make_demo
from massage_studio.handouts import take_home
from massage_studio.handouts.queries import take_home_views
from massage_studio.handouts.views import TakeHome
from massage_studio.store.opening import open_studio

TURNS = 40


def a_view() -> TakeHome:
    """Return the take-home of a baby of the demo studio with the most to tell."""
    with tempfile.TemporaryDirectory() as folder:
        make_demo(Path(folder) / "studio", today=date(2026, 11, 19))
        store = open_studio(Path(folder) / "studio")
        with store.read() as session:
            held = next(row for row in sessions(session) if row.status == "finished")
            views = take_home_views(session, session_id=held.id)
        store.close()
    return max(views, key=lambda view: len(view.engaging) + len(view.disengaging))


def lines_of(paper: bytes) -> list[list[str]]:
    """Return the lines of text of each page."""
    document = pypdfium2.PdfDocument(paper)
    return [page.get_textpage().get_text_range().splitlines() for page in document]


def plain(pages: list[list[str]], view: TakeHome) -> bytes:
    """Set the same words with ReportLab alone."""
    body = ParagraphStyle("body", fontName="Body", fontSize=7.5, leading=9)
    story: list[object] = []
    for number, lines in enumerate(pages):
        story += [Paragraph(escape(line), body) for line in lines]
        if number == 0:
            ribbon = Drawing(450, 14)
            for place, _span in enumerate(view.spans):
                ribbon.add(Rect(place * 450 / len(view.spans), 0, 450 / len(view.spans), 14))
            story += [ribbon, PageBreak()]
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, topMargin=30, bottomMargin=30, title="x").build(story)
    return target.getvalue()


def main() -> None:
    """Take turns."""
    fonts = paths.resources() / "fonts"
    pdfmetrics.registerFont(TTFont("Body", str(fonts / "NotoSans-Regular.ttf")))
    view = a_view()
    pages = lines_of(take_home.build(view))
    assert len(lines_of(plain(pages, view))) == 2, "the plain script must fill two pages as well"
    ours, theirs = [], []
    for _ in range(TURNS):
        start = time.perf_counter()
        take_home.build(view)
        middle = time.perf_counter()
        plain(pages, view)
        ours.append(middle - start)
        theirs.append(time.perf_counter() - middle)
    mine, other = statistics.median(ours), statistics.median(theirs)
    print(f"take-home {mine * 1000:.1f} ms, plain script {other * 1000:.1f} ms")
    print(mine / other)


if __name__ == "__main__":
    main()
