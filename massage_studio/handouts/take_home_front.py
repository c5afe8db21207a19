"""The front of a take-home: what was seen of this baby, and three steps to try at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from massage_studio.curriculum import content
from massage_studio.handouts import wording
from massage_studio.handouts.fitted_sentences import (
    BREAKS,
    LEAD,
    LIKES,
    MIND,
    OWN,
    STORY,
    Sentence,
)
from massage_studio.handouts.look import Look
from massage_studio.handouts.views import StepText, TakeHome
from massage_studio.paper.boxes import (
    Box,
    Columns,
    Gap,
    Illustrated,
    Panel,
    Ruled,
    Stack,
    Tagged,
    listed,
    pair,
    text,
)
from massage_studio.paper.fonts import Weight
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run

_GAP = 15.0
_BETWEEN = 12.0
_PAD = 12.0
_RULE = 24.0
_LARGE_RULE = 36.0
# The side of a drawing in large print.
_SIDE = 162.0
# As high as the design has a drawing, and the fewest and most lines to write on below it.
_MOST_PICTURE = 177.0
_LINES, _MOST_LINES = 2, 4
_LEAST_LARGE_LINES, _MOST_LARGE_LINES = 4, 12
# The white above lines to write on that begin beside their heading.
_BESIDE_GAP = 9.0


@dataclass(frozen=True, slots=True)
class _Fit:
    """How roomy a front is: the smallest height of a drawing, most lines of a sign, white between parts.

    `oil` is the number of texts on oil; `beside` says that the first line to write on is beside its heading.
    """

    picture: float
    sign: int = 2
    gap: float = 9
    oil: int = 0
    beside: bool = False


# From roomy to tight; no type gets smaller. The white between the parts gives way to large drawings first,
# then the second text on oil, the height of the lines to write on and the first text on oil, then the
# drawings themselves, and at the very last what is seen of the baby.
_FITS = (
    _Fit(165, gap=15, oil=2),
    _Fit(150, gap=12, oil=2),
    _Fit(135, gap=12, oil=1),
    _Fit(102, gap=9, oil=1),
    _Fit(96, oil=1, beside=True),
    _Fit(84, beside=True),
    _Fit(54, beside=True),
    _Fit(36, sign=1, beside=True),
)


def front(
    view: TakeHome, told: Sequence[Sentence], style: Look, room: float | None = None
) -> tuple[Box, ...]:
    """Return the parts of the front: as roomy as fits and with lines to write on, or without a limit."""
    parts = _Parts(view, told, style)
    if room is None:
        return parts.set(_FITS[0])
    for fit in _FITS:
        left = room - _height(parts.set(fit)) - _noticed(view, style, _LINES, beside=fit.beside).height
        if left >= 0:
            break
    higher = max(0, min(_MOST_PICTURE - fit.picture, left // 3 * 3))
    boxes = parts.set(replace(fit, picture=fit.picture + higher))
    more = min(_MOST_LINES - _LINES, max(0, left - higher) // _RULE)
    return (*boxes, _noticed(view, style, _LINES + int(more), beside=fit.beside))


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes)


class _Parts:
    """The parts of one front; their text is broken into lines once for all settings that are tried."""

    def __init__(self, view: TakeHome, told: Sequence[Sentence], style: Look) -> None:
        self._style = style
        self._words = _words(view, told, style)
        self._signs = cache(lambda most: _signs(told, view, style, most))
        self._captions = [
            _caption(step, number, view, style) for number, step in enumerate(view.home_steps[:3], 1)
        ]
        self._steps = view.home_steps[:3]
        self._oils = cache(lambda most: _oils(view, style, most))
        self._not_today = cache(lambda *, oil: _not_today(view, told, style, oil=oil))

    def set(self, fit: _Fit) -> tuple[Box, ...]:
        """Return the parts from top to bottom, each with the gap that stands on its page."""
        steps = _steps(self._steps, self._captions, self._style, fit.picture) if self._steps else ()
        not_today = self._not_today(oil=not fit.oil)
        parts = ((self._words,), self._signs(fit.sign), steps, self._oils(fit.oil), (not_today,))
        gap = Gap(fit.gap)
        return tuple(
            Stack((gap, box)) if place == 0 and number else box
            for number, part in enumerate(part for part in parts if part)
            for place, box in enumerate(part)
        )


def _of(told: Sequence[Sentence], part: str) -> list[str]:
    return [one.words for one in told if one.part == part and one.words]


def _words(view: TakeHome, told: Sequence[Sentence], style: Look) -> Box:
    """Return the large words, whose they are, and the story."""
    width = style.page.inner
    own, lead, tale = " ".join(_of(told, OWN)), " ".join(_of(told, LEAD)), " ".join(_of(told, STORY))
    if not view.attended:
        texts = content.load().handouts
        done = texts.before_joining_text if view.joined_later else texts.catch_up_text
        opening = wording.filled(done if view.strokes else texts.catch_up_without_strokes, view)
        lead, tale = ("", opening) if own else (opening, "")
    elif not (own or lead or tale):
        signs = _of(told, LIKES) or _of(told, BREAKS)
        lead = wording.label("only_signs" if signs else "nothing_noted", view.baby)
    boxes: list[Box] = []
    if own:
        who = f"{view.letterhead.instructor}, {wording.label('your_instructor')}".removeprefix(", ")
        boxes += [text(f"“{own}”", at_most(style.lead, 5), width), Gap(3), text(who, style.note, width)]
    elif lead:
        boxes.append(text(lead, style.lead, width))
    if tale:
        boxes += [Gap(9 if boxes else 0), text(tale, at_most(style.text, 9), width)]
    return Stack(tuple(boxes))


def _oils(view: TakeHome, style: Look, most: int) -> tuple[Box, ...]:
    """Return so many texts on oil; that it is tried first is said in short where it is not said in full."""
    if not view.oil or not most:
        return ()
    texts = list(view.oil[:most])
    if len(texts) < 2:
        texts = [" ".join((*texts, _patch_test()))]
    return tuple(text(words, at_most(style.note, 6), style.page.inner) for words in texts)


def _patch_test() -> str:
    return content.load().handouts.oil.short_patch_test


def _signs(told: Sequence[Sentence], view: TakeHome, style: Look, most: int) -> tuple[Box, ...]:
    """Return the two panels, which differ by sign and frame; without signs of this baby, the usual ones."""
    usual = content.load().handouts.cue_card
    sides = (
        ("yes", "engaging", LIKES, "likes", "yes_more", usual.engagement),
        ("pause", "disengaging", BREAKS, "needs_break", "pause_please", usual.disengagement),
    )
    between = 18.0
    width = style.page.inner if style.large else (style.page.inner - between) / 2
    inner = width - 2 * _PAD
    line = at_most(style.text, most)
    panels = []
    for sign, token, part, own, other, common in sides:
        found = _of(told, part)
        title = wording.label(own, view.baby[:1].upper() + view.baby[1:]) if found else wording.label(other)
        head = replace(style.panel, colour=style.ink(token), max_lines=2)
        side = head.size
        heading = Columns(
            (
                (0, Illustrated(sign, "", side, head.leading, style.plain)),
                (side + 6, text(title, head, inner - side - 6)),
            )
        )
        rows: tuple[Box, ...] = (listed(found, line, inner),)
        if not found:
            rows = (
                text(wording.label("many_babies"), style.note, inner),
                listed(common[:3], line, inner),
            )
        panels.append(
            Panel(
                Stack((heading, Gap(3), *rows)),
                width,
                style.tint(token),
                style.line(token),
                pad=_PAD,
                dashed=sign == "pause",
                line_width=1.25,
            )
        )
    if style.large:
        return panels[0], Stack((Gap(_BETWEEN), panels[1]))
    return (pair(panels[0], panels[1], between),)


def _caption(step: StepText, number: int, view: TakeHome, style: Look) -> Box:
    """Return the words of a step, below its drawing or, in large print, beside it."""
    width = style.page.inner - _SIDE - _GAP if style.large else _column(style)
    title = at_most(replace(style.text, weight=Weight.BOLD), 2 if style.large else 1)
    return Stack(
        (
            text(f"{number}  {step.title}", title, width),
            text(wording.personal(step.text, view), at_most(style.note, 4), width),
        )
    )


def _steps(steps: Sequence[StepText], captions: Sequence[Box], style: Look, high: float) -> tuple[Box, ...]:
    """Return the steps with their drawings, side by side, or below each other in large print."""
    heading = text(wording.label("try_at_home"), style.heading, style.page.inner)
    items: list[Box] = []
    for step, caption in zip(steps, captions, strict=True):
        if style.large:
            body: Box = Columns(((0, _card(step, _SIDE, _SIDE, style)), (_SIDE + _GAP, caption)))
        else:
            body = Stack((_card(step, _column(style), high, style), Gap(6), caption))
        items.append(Tagged(Role.ITEM, Tagged(Role.ITEM_BODY, body)))
    if style.large:
        first, *others = (Tagged(Role.LIST, item) for item in items)
        return Stack((heading, Gap(6), first)), *(Stack((Gap(_BETWEEN), other)) for other in others)
    columns = Columns(tuple(((_column(style) + _BETWEEN) * place, item) for place, item in enumerate(items)))
    return (Stack((heading, Gap(6), Tagged(Role.LIST, columns))),)


def _column(style: Look) -> float:
    return (style.page.inner - 2 * _BETWEEN) / 3


def _card(step: StepText, width: float, height: float, style: Look) -> Box:
    """Return the drawing of a step on its card."""
    pad = 6.0
    inner: Box = Gap(height - 2 * pad)
    if step.picture:
        inner = Illustrated(
            step.picture.code, step.picture.words, width - 2 * pad, height - 2 * pad, style.plain
        )
    return Panel(inner, width, style.card, style.frame, pad=pad)


def _not_today(view: TakeHome, told: Sequence[Sentence], style: Look, *, oil: bool) -> Box:
    """Return the framed reasons to wait, with `oil` that it is tried first, and what to mind."""
    inner = style.page.inner - 2 * _PAD
    reasons = (*content.load().handouts.not_today.lines, *((_patch_test(),) if oil and view.oil else ()))
    sentence = wording.personal(wording.filled(" ".join(reasons), view), view)
    lead = "Not today"
    boxes: list[Box] = [
        text(
            (Run(lead, Weight.BOLD, style.ink("disengaging")), sentence.removeprefix(lead)),
            at_most(style.text, 3),
            inner,
        )
    ]
    if minded := _of(told, MIND):
        whose = Run(f"For {view.baby}: ", Weight.BOLD)
        words = f"{'; '.join(words.rstrip('.') for words in minded)}."
        boxes += [Gap(3), text((whose, words), at_most(style.text, 4), inner)]
    return Panel(
        Stack(tuple(boxes)), style.page.inner, stroke=style.line("disengaging"), pad=9, line_width=1.25
    )


def lined(view: TakeHome, style: Look, room: float) -> Box | None:
    """Return the place to write in large print, with lines down to the end of a page; none for a few."""
    lines = int((room - _GAP - style.heading.leading) // _LARGE_RULE)
    return _noticed(view, style, min(lines, _MOST_LARGE_LINES)) if lines >= _LEAST_LARGE_LINES else None


def _noticed(view: TakeHome, style: Look, lines: int, *, beside: bool = False) -> Box:
    """Return a heading with lines to write on below it, or beginning `beside` it."""
    width, rule = style.page.inner, _LARGE_RULE if style.large else _RULE
    key = "you_noticed" if view.attended else "you_noticed_at_home"
    heading = text(wording.label(key), style.heading, width)
    ruled = partial(Ruled, colour=style.line("control_line"), step=rule)
    if not beside:
        return Stack((Gap(_GAP), heading, ruled(width, lines)))
    left = heading.block.natural_width + _BETWEEN
    first = Columns(((0, heading), (left, ruled(width - left, 1))))
    return Stack((Gap(_BESIDE_GAP), first, ruled(width, lines - 1)))
