"""The back of a take-home: where to get help, the week's strokes, when to wait, how sure the science is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from massage_studio.curriculum import content
from massage_studio.handouts import wording
from massage_studio.handouts.look import Look
from massage_studio.handouts.views import StrokeText, TakeHome
from massage_studio.paper.boxes import (
    Box,
    Columns,
    Gap,
    Illustrated,
    Panel,
    QrCode,
    Square,
    Stack,
    Tagged,
    listed,
    text,
)
from massage_studio.paper.fonts import Weight
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run

_GAP = 12.0
_BETWEEN = 12.0
_PAD = 12.0
_GUTTER = 15.0
_QR = 63.0
# Most rows of two strokes with drawings; the others are named.
_ROWS = 3


def back(view: TakeHome, style: Look, room: float | None = None) -> tuple[Box, ...]:
    """Return the parts of the back; help always first, then as many strokes and places to turn to as fit."""
    after = [Stack((Gap(_GAP), part)) for part in (*_ticks(view, style), _sure(view, style))]
    first = (_help(style), *_asked(view, style))
    posts = _posts(view, style)
    stroke = cache(lambda one: _stroke(one, style))
    if room is None:
        return (*first, *_for_you(posts), *_strokes(view, style, stroke, _ROWS, notes=True), *after)
    strokes = cache(lambda rows, notes: _strokes(view, style, stroke, rows, notes=notes))
    left = room - sum(box.height for box in (*first, *after))
    for rows, number in _tried(len(posts), view.kept_signposts):
        for notes in (True, False):
            between = (*_for_you(posts[:number]), *strokes(rows, notes))
            if sum(box.height for box in between) <= left:
                return (*first, *between, *after)
    return (*first, *after)


def _tried(posts: int, kept: int) -> list[tuple[int, int]]:
    """Return rows of strokes and numbers of places to turn to, those first that are wanted most.

    Rows give way to the places that are `kept`, but for one, which stands beside as many of them as fit.
    """
    kept, two = min(kept, posts), min(2, posts)
    tried = [
        *((rows, number) for rows in range(_ROWS, 0, -1) for number in range(posts, kept - 1, -1)),
        *((1, number) for number in range(kept - 1, two, -1)),
        *((rows, number) for rows in range(_ROWS, -1, -1) for number in range(posts, two - 1, -1)),
        *((rows, number) for rows in (1, 0) for number in (1, 0)),
    ]
    return list(dict.fromkeys(tried))


def _help(style: Look) -> Box:
    """Return the framed signs to call for help at, in a list under whom to call."""
    texts = content.load().handouts.help
    pad = _PAD
    inner = style.page.inner - 2 * pad
    grave = replace(style.text, weight=Weight.BOLD)
    signs = [line.text for line in texts.short if line.level == "emergency"]
    urgent = "; ".join(line.text for line in texts.short if line.level == "urgent")
    lead = texts.short_leads["urgent"]
    return Panel(
        Stack(
            (
                text(texts.short_leads["emergency"], style.heading, inner),
                Gap(3),
                listed(signs, grave, inner, ["•"] * len(signs), style.text.size),
                Gap(6),
                text((Run(f"{lead}: ", Weight.BOLD), f"{urgent}."), style.text, inner),
            )
        ),
        style.page.inner,
        stroke=style.line("ink"),
        pad=pad,
        line_width=2.25,
    )


def _asked(view: TakeHome, style: Look) -> list[Box]:
    """Return what this family asked about, in three lines at most or, in large print, all of it in a list."""
    width = style.page.inner
    boxes: list[Box] = []
    for asked in view.asked:
        title = Run(f"{asked.title}: ", Weight.BOLD)
        whole, short = (
            [wording.personal(words, view) for words in lines] for lines in (asked.lines, asked.short)
        )
        if style.large:
            told = listed(whole, style.note, width, ["•"] * len(whole), style.note.size)
            boxes.append(Stack((Gap(_GAP), text((title,), style.note, width), told)))
        else:
            boxes.append(Stack((Gap(9), text((title, " ".join(short)), at_most(style.note, 3), width))))
    return boxes


def _posts(view: TakeHome, style: Look) -> list[Box]:
    """Return where the adult finds help, what matters most first."""
    dot = replace(style.note, role=Role.MARK)
    line = replace(style.note, role=Role.ITEM_BODY)
    width, indent = style.page.inner, style.note.size + 1
    return [
        Tagged(
            Role.ITEM,
            Columns(
                (
                    (0, text("•", dot, indent)),
                    (indent, text(wording.personal(wording.filled(words, view), view), line, width - indent)),
                )
            ),
        )
        for words in view.signposting
    ]


def _for_you(posts: Sequence[Box]) -> list[Box]:
    return [Stack((Gap(9), Tagged(Role.LIST, Stack(tuple(posts)))))] if posts else []


def _strokes(
    view: TakeHome, style: Look, stroke: Callable[[StrokeText], Box], rows: int, *, notes: bool
) -> list[Box]:
    """Return the week's strokes with their drawings and, with `notes`, the others by their names."""
    if not view.strokes or not rows:
        return []
    shown = _chosen(view, 2 * rows)
    cells = [stroke(one) for one in shown]
    lines: list[Box]
    if style.large:
        lines = cells
    else:
        lines = [
            Columns(tuple((place * (_half(style) + _GUTTER), cell) for place, cell in enumerate(row) if cell))
            for row in zip_longest(cells[::2], cells[1::2])
        ]
    key = "strokes" if view.attended else "what_we_did"
    heading = text(wording.label(key), style.heading, style.page.inner)
    boxes: list[Box] = [Stack((Gap(_GAP), heading, Gap(3), lines[0]))]
    boxes += [Stack((Gap(6), line)) for line in lines[1:]]
    others = [one.label for one in view.strokes if one not in shown]
    if notes and others:
        also = (Run(f"{wording.label('also')} ", Weight.BOLD), f"{', '.join(others)}.")
        boxes.append(Stack((Gap(6), text(also, at_most(style.note, 3), style.page.inner))))
    return boxes


def _chosen(view: TakeHome, most: int) -> list[StrokeText]:
    """Return strokes of every area of the week in turn, those that the front has not before others."""
    front = {step.picture for step in view.home_steps}
    order = sorted(view.strokes, key=lambda one: (one.picture is None, one.picture in front))
    areas = dict.fromkeys(one.area for one in view.strokes)
    turns = zip_longest(*([one for one in order if one.area == area] for area in areas))
    wanted = [one for turn in turns for one in turn if one][:most]
    return [one for one in view.strokes if one in wanted]


def _half(style: Look) -> float:
    return (style.page.inner - _GUTTER) / 2


def _stroke(one: StrokeText, style: Look) -> Box:
    width = style.page.inner if style.large else _half(style)
    side, high = (150.0, 126.0) if style.large else (66.0, 54.0)
    rest = width - side - _BETWEEN
    words = Stack(
        (
            text(one.label, at_most(replace(style.text, weight=Weight.BOLD), 2), rest),
            text(one.description, at_most(style.note, 3), rest),
        )
    )
    picture: Box = Gap(high - 6)
    if one.picture:
        picture = Illustrated(one.picture.code, one.picture.words, side - 6, high - 6, style.plain)
    card = Panel(picture, side, style.card, style.frame, pad=3)
    return Columns(((0, card), (side + _BETWEEN, words)))


def _ticks(view: TakeHome, style: Look) -> list[Box]:
    """Return the reasons to leave massage for another day, each with a box to tick."""
    texts = content.load().handouts.not_today
    reasons = [wording.personal(wording.filled(reason, view), view) for reason in view.not_today]
    if not reasons:
        return []
    width = style.page.inner if style.large else _half(style)
    side = style.note.size
    line = replace(
        at_most(style.note, 2), role=Role.ITEM_BODY, colour=style.text.colour, leading=style.text.leading
    )
    items = [
        Tagged(
            Role.ITEM,
            Columns(
                (
                    (0, Square(line.leading, style.line("muted"), side)),
                    (side + 9, text(reason, line, width - side - 9)),
                )
            ),
        )
        for reason in reasons
    ]
    rows = [items] if style.large else [items[: (len(items) + 1) // 2], items[(len(items) + 1) // 2 :]]
    columns = Columns(
        tuple((place * (width + _GUTTER), Stack(tuple(column))) for place, column in enumerate(rows))
    )
    return [Stack((text(texts.lead, style.heading, style.page.inner), Gap(3), Tagged(Role.LIST, columns)))]


def _sure(view: TakeHome, style: Look) -> Box:
    """Return one line on how sure the science is, and where to read on."""
    benefit = view.benefit
    address = wording.page_address(view)
    inner = style.page.inner - 2 * _PAD
    side = _QR if address else 0.0
    width = inner - side - (_BETWEEN if address else 0)
    heading = replace(style.heading, colour=style.ink(benefit.code))
    line = wording.filled(benefit.sure_line or benefit.how_sure or benefit.strength, view)
    boxes: list[Box] = [
        text(wording.label("how_sure"), heading, width),
        text(line, at_most(style.text, 4), width),
    ]
    columns: list[tuple[float, Box]] = [(0, Stack(tuple(boxes)))]
    if address:
        columns.append((inner - side, QrCode(address, side)))
    return Panel(Columns(tuple(columns)), style.page.inner, style.tint(benefit.code), style.frame, pad=_PAD)
