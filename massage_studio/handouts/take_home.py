"""The take-home of one family after one class: two A4 pages, or as many as large print takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_studio.curriculum import content
from massage_studio.handouts import wording
from massage_studio.handouts.fitted_sentences import NAME_LINES, sentences, spoken
from massage_studio.handouts.look import UNDER_BAND, Look, look
from massage_studio.handouts.take_home_back import back
from massage_studio.handouts.take_home_front import front, lined
from massage_studio.handouts.views import TakeHome, Variant
from massage_studio.paper.band import LOGO_ROOM, Band
from massage_studio.paper.boxes import Box, Gap, Stack, paged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.page import MARGIN, DrawnPage
from massage_studio.paper.styles import at_most
from massage_studio.paper.text import paragraph


def build(view: TakeHome, variant: Variant = Variant.A4) -> bytes:
    """Return the sheet as PDF; of too much what matters most is printed, never on a third A4 page."""
    return pdf(document(view, variant))


def document(view: TakeHome, variant: Variant) -> Document:
    """Return the sheet ready to be written, alone or among others."""
    style = look(variant)
    title = wording.label("story" if view.attended else "catch_up", view.baby)
    top = _band(view, style)
    pages = _flowing(view, style, top) if style.large else _two(view, style, top)
    return Document(
        title=title,
        author=view.letterhead.business,
        subject=wording.week(view),
        pages=pages,
        page=style.page,
        foot=style.note.size,
    )


def _two(view: TakeHome, style: Look, top: Band) -> tuple[PaperPage, PaperPage]:
    yours, private = _footers(view)

    def draw_front(sheet: DrawnPage) -> None:
        top.draw(sheet)
        under = sheet.height - top.height - UNDER_BAND
        boxes = front(spoken(view), sentences(view), style, under - style.foot(yours))
        Stack(boxes).draw(sheet, style.page.margin, under)

    def draw_back(sheet: DrawnPage) -> None:
        under = sheet.height - MARGIN
        boxes = back(spoken(view), style, under - style.foot(private))
        Stack(boxes).draw(sheet, style.page.margin, under)

    return PaperPage(draw_front, yours), PaperPage(draw_back, private)


def _flowing(view: TakeHome, style: Look, top: Band) -> tuple[PaperPage, ...]:
    """Set everything below each other over as many pages as it takes; help begins a page."""
    room = style.page.height - style.page.margin - style.foot()
    first = style.page.height - top.height - UNDER_BAND - style.foot()
    fronts = paged(front(spoken(view), sentences(view), style), first, room)
    left = (room if len(fronts) > 1 else first) - sum(box.height for box in fronts[-1])
    if notes := lined(view, style, left):
        fronts[-1].append(notes)
    elif notes := lined(view, style, room):
        fronts.append([notes])
    *others, sure = back(spoken(view), style)
    # The words of the feet alone would be no page.
    backs = paged((*others, Stack((sure, *_last(view, style)))), room, room)

    def page(boxes: Sequence[Box], *, beginning: bool) -> PaperPage:
        def draw(sheet: DrawnPage) -> None:
            under = sheet.height - style.page.margin
            if beginning:
                top.draw(sheet)
                under = sheet.height - top.height - UNDER_BAND
            Stack(tuple(boxes)).draw(sheet, style.page.margin, under)

        return PaperPage(draw, "")

    return tuple(page(boxes, beginning=number == 0) for number, boxes in enumerate((*fronts, *backs)))


def _last(view: TakeHome, style: Look) -> tuple[Box, ...]:
    """Return the words of the feet as large print has them, those to reach the instructor a line each."""
    yours, private = _footers(view)
    kept, *who = private.split("\n")
    lines = (yours, kept, *(part for line in who for part in line.split(" · ")))
    return (Stack((Gap(12), *(text(line, style.note, style.page.inner) for line in lines))),)


def _footers(view: TakeHome) -> tuple[str, str]:
    """Return the words at the foot of the front and of the back: whose the paper is, and who keeps what."""
    private = content.load().handouts.privacy_footer
    yours, kept, rest = private.partition("We keep ")
    # Her page is on the back already, as a QR code.
    contact = [part for part in view.letterhead.contact if part != view.website]
    who = " · ".join(filter(None, (view.letterhead.instructor, *contact)))
    return yours.strip(), "\n".join(filter(None, (f"{kept}{rest}", who)))


def _band(view: TakeHome, style: Look) -> Band:
    width = style.page.inner - (LOGO_ROOM if view.letterhead.logo else 0)
    token = view.benefit.code
    parts = (f"Week {view.week} of {view.weeks}", view.letterhead.business, wording.weekday(view.on))
    over = " · ".join(part for part in parts if part)
    greeting = "before_joining" if view.joined_later else "we_missed_you"
    name = view.baby if view.attended else wording.label(greeting, view.baby)
    under = next(
        (line for line in _under(view) if len(paragraph(line, style.text, width).lines) <= 2),
        _under(view)[-1],
    )
    coloured = replace(style.note, colour=style.ink(token))
    return Band(
        paragraph(over, at_most(coloured, 2), width),
        paragraph(name, at_most(style.name, NAME_LINES), width),
        paragraph(under, at_most(style.text, 2), width),
        style.tint(token),
        style.line(token),
        style.page.margin,
        view.letterhead.logo,
    )


def _under(view: TakeHome) -> tuple[str, ...]:
    """Return for whom the paper is and from which class, then without the names, should they be too long."""
    day = wording.weekday(view.on)
    if not view.attended:
        what = f": what the group did on {day}"
    else:
        what = ", from today’s class" if view.today else f", from the class of {day}"
    names = wording.joined(view.carers)
    return (*((f"for {names}{what}",) if names else ()), f"for you{what}")
