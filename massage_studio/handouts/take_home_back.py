"""The back of a take-home: where to get help, the week's strokes, when to wait, how sure the science is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
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
_SIGN_LEADING = 16.0
# Most rows of two strokes with drawings, and in large print most strokes; the others are named.
_ROWS, _LARGE_STROKES = 3, 6
# Heights of a drawing, from what the design has to what still can be read, and from where on it is large.
_HEIGHTS = tuple(float(high) for high in range(132, 53, -6))
_LARGE = 84.0
_LARGE_PRINT = 150.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """How roomy a back is: rows of strokes, height of a drawing, places to turn to, and what else it has.

    `others` says that strokes without a drawing are named, `panel` that the line on the science has one.
    """

    rows: int
    high: float
    posts: int
    others: bool = True
    panel: bool = True


def back(view: TakeHome, style: Look, room: float | None = None) -> tuple[Box, ...]:
    """Return the parts of the back, as many and as large as fit; whom to call for help is always first."""
    first = (_help(style), *_asked(view, style))
    posts = _posts(view, style)
    ticks = [Stack((Gap(_GAP), part)) for part in _ticks(view, style)]
    if room is None:
        large = _strokes(view, style, _Fit(_LARGE_STROKES, _LARGE_PRINT, len(posts)))
        return (*first, *_for_you(posts, style), *large, *ticks, *_sure(view, style, panel=True))
    strokes = cache(partial(_strokes, view, style))
    sure = cache(partial(_sure, view, style))
    left = room - _height((*first, *ticks))
    kept, own = min(view.kept_signposts, len(posts)), view.local_services
    for fit in _fits(len(posts), kept, min(kept, 1 + own), len(view.strokes)):
        told = posts[: fit.posts] if fit.posts >= kept else _fewer(posts[:kept], own, fit.posts)
        between = (*_for_you(told, style), *strokes(replace(fit, posts=0, panel=True)))
        last = sure(panel=fit.panel)
        if _height((*between, *last)) <= left:
            break
    return (*first, *between, *ticks, *last)


def _fewer(kept: Sequence[Box], own: int, number: int) -> list[Box]:
    """Return so many of the places: the first and the last, her own local services, before others."""
    first = max(min(number, 1), number - own)
    return [*kept[:first], *kept[len(kept) - own :][: number - first]]


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes)


def _fits(posts: int, kept: int, needed: int, strokes: int) -> Iterator[_Fit]:
    """Yield the settings of a back, those first that are wanted most.

    Places to turn to beyond those that are `kept` give way to large drawings; then the drawings get smaller,
    the panel and the names of other strokes go, then the places that are not `needed`, then rows of strokes.
    """
    two = min(2, (strokes + 1) // 2)
    sizes = [(3, high) for high in _HEIGHTS if strokes > 4 and high >= _LARGE]
    sizes += [(two, high) for high in _HEIGHTS]
    for number in range(posts, kept, -1):
        yield from (_Fit(rows, high, number) for rows, high in sizes if high >= _LARGE)
    yield from (_Fit(rows, high, kept) for rows, high in sizes)
    small = _HEIGHTS[-1]
    yield from (_Fit(rows, high, kept, panel=False) for rows, high in sizes)
    for rows, least in ((two, needed), (1, needed), (1, 0), (0, 0)):
        numbers = range(kept, least - 1, -1)
        yield from (_Fit(rows, small, number, others=False, panel=False) for number in numbers)


def _help(style: Look) -> Box:
    """Return the framed signs to call for help at, in a list under whom to call."""
    texts = content.load().handouts.help
    pad = _PAD
    inner = style.page.inner - 2 * pad
    # Every sign on one line: it is looked for in a hurry.
    grave = replace(style.text if style.large else style.note, weight=Weight.BOLD, colour=style.text.colour)
    grave = replace(grave, leading=max(grave.leading, _SIGN_LEADING))
    less = replace(grave, weight=style.text.weight)
    signs = [line.text for line in texts.short if line.level == "emergency"]
    urgent = "; ".join(line.text for line in texts.short if line.level == "urgent")
    lead = texts.short_leads["urgent"]
    return Panel(
        Stack(
            (
                text(texts.short_leads["emergency"], style.heading, inner),
                Gap(3),
                listed(signs, grave, inner, ["•"] * len(signs), grave.size),
                Gap(6),
                text((Run(f"{lead}: ", Weight.BOLD), f"{urgent}."), less, inner),
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
            first, *others = (listed([one], style.note, width, ["•"], style.note.size) for one in whole)
            boxes += [Stack((Gap(_GAP), text((title,), style.note, width), first)), *others]
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


def _for_you(posts: Sequence[Box], style: Look) -> list[Box]:
    """Return places to turn to as one list, or each by itself where they may be parted into pages."""
    if not posts:
        return []
    if style.large:
        return [Stack((Gap(9), Tagged(Role.LIST, post))) for post in posts]
    return [Stack((Gap(9), Tagged(Role.LIST, Stack(tuple(posts)))))]


def _strokes(view: TakeHome, style: Look, fit: _Fit) -> list[Box]:
    """Return the week's strokes with their drawings and, with `others`, the rest by their names."""
    if not view.strokes or not fit.rows:
        return []
    shown = _chosen(view, fit.rows if style.large else 2 * fit.rows)
    cells = [_stroke(one, style, fit.high) for one in shown]
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
    if fit.others and others:
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


def _stroke(one: StrokeText, style: Look, high: float) -> Box:
    """Return the drawing of a stroke on its card, with its name and how it goes in the middle beside it."""
    width = style.page.inner if style.large else _half(style)
    side = max(60.0, 0.9 * high)
    rest = width - side - _BETWEEN
    label = text(one.label, at_most(replace(style.text, weight=Weight.BOLD), 2), rest)
    lines = max(3, int((high - label.height) // style.note.leading))
    words = Stack((label, text(one.description, at_most(style.note, lines), rest)))
    picture: Box = Gap(high - 6)
    if one.picture:
        picture = Illustrated(one.picture.code, one.picture.words, side - 6, high - 6, style.plain)
    card = Panel(picture, side, style.card, style.frame, pad=3)
    above = Gap(max(0.0, (high - words.height) / 2))
    return Columns(((0, card), (side + _BETWEEN, Stack((above, words)))))


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


def _sure(view: TakeHome, style: Look, *, panel: bool) -> tuple[Box, ...]:
    """Return one line on how sure the science is and, on its panel, where to read on."""
    benefit = view.benefit
    told = wording.filled(benefit.sure_line or benefit.how_sure or benefit.strength, view)
    if not panel:
        words = (Run(f"{wording.label('how_sure')} ", Weight.BOLD), told)
        return (Stack((Gap(9), text(words, at_most(style.note, 3), style.page.inner))),)
    address = wording.page_address(view)
    inner = style.page.inner - 2 * _PAD
    side = _QR if address else 0.0
    width = inner - side - (_BETWEEN if address else 0)
    heading = replace(style.heading, colour=style.ink(benefit.code))
    title, line = text(wording.label("how_sure"), heading, width), text(told, at_most(style.text, 4), width)
    columns: list[tuple[float, Box]] = [(0, Stack((title, line)))]
    if address:
        columns.append((inner - side, QrCode(address, side)))
    card = Panel(Columns(tuple(columns)), style.page.inner, style.tint(benefit.code), style.frame, pad=_PAD)
    return (Stack((Gap(_GAP), card)),)
