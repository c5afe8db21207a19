"""The receipt for a payment: its number, for whom, for what, how much, and what is left to pay."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.handouts import wording
from massage_studio.handouts.views import PaperReceipt
from massage_studio.paper.band import band
from massage_studio.paper.boxes import Box, Columns, Gap, Panel, Stack, Tagged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_WIDTH, MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Align, Run, Style

_WIDTH = A4_WIDTH - 2 * MARGIN
_LABEL = 118.0
_PAD = 16.0
_LONGEST = 4
_FOOT = 11.0


def build(view: PaperReceipt) -> bytes:
    """Return the receipt as PDF, one A4 page."""
    head = view.letterhead
    who = " · ".join(dict.fromkeys(part for part in (head.business, head.instructor) if part))
    over = " · ".join(part for part in (who, wording.day(view.given)) if part)
    top = band(
        over, f"Receipt {view.number}", f"For {view.carer or view.baby}", "primary", A4_WIDTH, head.logo
    )

    def draw(sheet: DrawnPage) -> None:
        top.draw(sheet)
        _body(view).draw(sheet, MARGIN, sheet.height - top.height - 26)

    footer = " · ".join((who, *head.contact)) if head.contact else who
    title = f"Receipt {view.number}"
    page = PaperPage(draw, footer)
    return pdf(Document(title, head.business, (page,), wording.day(view.given), foot=_FOOT))


def _plain() -> Style:
    return Style(12, 17.5, colour=colour("ink"))


def _body(view: PaperReceipt) -> Stack:
    payer = (("Received from", view.carer),) if view.carer else ()
    facts = (
        *payer,
        ("For", view.baby),
        ("What", view.what),
        ("Paid", f"{wording.day(view.paid_on)}, {view.how}" if view.how else wording.day(view.paid_on)),
    )
    rows: list[Box] = []
    for label, value in facts:
        rows += [_fact(label, value), Gap(7)]
    table = Tagged(Role.TABLE, Stack(tuple(rows)))
    thanks = text("With thanks.", _plain(), _WIDTH)
    return Stack((_amount(view), Gap(20), table, Gap(10), _balance(view), Gap(22), thanks))


def _amount(view: PaperReceipt) -> Panel:
    ink = text_on_tint("primary")
    room = _WIDTH - 2 * _PAD
    words = Style(12, 17, colour=ink)
    large = Style(27, 36, Weight.HEADING, colour("ink"), max_lines=1)
    said = "Deposit received" if view.deposit else "Payment received"
    inner = Stack((text(said, words, room), text(view.amount, large, room)))
    return Panel(inner, _WIDTH, fill=tint("primary"), pad=_PAD)


def _fact(label: str, value: str) -> Tagged:
    body = replace(_plain(), role=Role.CELL)
    named = replace(body, colour=colour("muted_strong"), role=Role.ROW_HEADING)
    columns = Columns(
        (
            (0, text(label, named, _LABEL - 10)),
            (_LABEL, text(value, at_most(body, _LONGEST), _WIDTH - _LABEL)),
        )
    )
    return Tagged(Role.ROW, columns)


def _balance(view: PaperReceipt) -> Panel:
    """Return price, what was paid and what is left, with the day on which that is so."""
    body = replace(_plain(), role=Role.ROW_HEADING)
    room = _WIDTH - 2 * _PAD
    right = replace(body, align=Align.RIGHT, role=Role.CELL)
    left_to_pay = view.due or "nothing"
    rows = [
        ("Price", view.price, Weight.BODY),
        ("Paid in all", view.paid, Weight.BODY),
        ("Still to pay", left_to_pay, Weight.BOLD),
    ]
    lines: list[Box] = []
    for label, amount, weight in rows:
        columns = Columns(
            (
                (0, text([Run(label, weight)], body, room / 2)),
                (room / 2, text([Run(amount, weight)], right, room / 2)),
            )
        )
        lines.append(Tagged(Role.ROW, columns))
    as_of = text(f"As of {wording.day(view.on)}", Style(11, 15, colour=colour("muted_strong")), room)
    inner = Stack((as_of, Gap(4), Tagged(Role.TABLE, Stack(tuple(lines)))))
    return Panel(inner, _WIDTH, stroke=colour("line"), pad=_PAD)
