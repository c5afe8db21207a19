"""The summary of a course for one family: two A4 pages, one where little is to tell, more in large print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from massage_studio.curriculum import content
from massage_studio.handouts import wording
from massage_studio.handouts.fitted_sentences import OWN
from massage_studio.handouts.look import UNDER_BAND, Look, look
from massage_studio.handouts.summary_sentences import MET, STORY, Told, spoken, told
from massage_studio.handouts.views import FamilySummary, OwnAnswersOnPaper, Variant
from massage_studio.paper.band import LOGO_ROOM, Band
from massage_studio.paper.boxes import (
    Box,
    Columns,
    Gap,
    Illustrated,
    Panel,
    Ruled,
    Stack,
    Tagged,
    TextBox,
    listed,
    paged,
    pair,
    text,
)
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run, paragraph

_GAP = 15.0
_PAD = 12.0
_BETWEEN = 18.0
_NAME_LINES = 3
_SIGN_LINES = 2
_MINUTES = 54.0
_ANSWER = 130.0
# The settings of the back that are tried, from roomy to tight: lines of the strokes of an area and of a
# statement on the science, places to turn to, and whether a carer's answers stand there.
_FITS = (
    (3, 2, 3, True),
    (3, 2, 2, True),
    (2, 2, 3, True),
    (2, 2, 2, True),
    (2, 1, 2, True),
    (1, 1, 2, True),
    (1, 1, 1, True),
    (1, 1, 1, False),
)
_MOST_STORY = 4
_RULE, _LEAST_LINES, _MOST_LINES = 24.0, 2, 12
_MOST_OWN_LARGE = 6


@dataclass(frozen=True, slots=True)
class AnswerMarks:
    """A small line with one mark on it, told in words to those who hear the page."""

    answer: int
    least: int
    most: int
    words: str
    width: float
    height: float
    colour: str

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        middle, share = top - self.height / 2, (self.answer - self.least) / max(1, self.most - self.least)
        inset = 4.0
        spot = x + inset + share * (self.width - 2 * inset)
        with sheet.figure(self.words, x, top - self.height, self.width, self.height):
            sheet.line(x + inset, middle, x + self.width - inset, middle, self.colour)
            sheet.rect(spot - 4, middle - 4, 8, 8, fill=self.colour, radius=4)


def build(view: FamilySummary, variant: Variant = Variant.A4) -> bytes:
    """Return the summary as PDF; of too much what matters most is printed, never on a third A4 page."""
    return pdf(document(view, variant))


def document(view: FamilySummary, variant: Variant) -> Document:
    """Return the summary ready to be written, alone or among others."""
    style = look(variant)
    pages = _flowing(view, style) if style.large else _two(view, style)
    return Document(
        title=wording.label("summary", view.baby),
        author=view.letterhead.business,
        subject=view.course,
        pages=pages,
        page=style.page,
        foot=style.note.size,
    )


def _two(view: FamilySummary, style: Look) -> tuple[PaperPage, ...]:
    top, both = _band(view, style), bool(back(view, style))
    yours, private = _front_foot(view, style), _footers(view)[1]

    def draw_front(sheet: DrawnPage) -> None:
        top.draw(sheet)
        under = sheet.height - top.height - UNDER_BAND
        Stack(front(view, style, under - style.foot(yours))).draw(sheet, style.page.margin, under)

    def draw_back(sheet: DrawnPage) -> None:
        under = sheet.height - style.page.margin
        Stack(back(view, style, under - style.foot(private))).draw(sheet, style.page.margin, under)

    first = PaperPage(draw_front, yours)
    return (first, PaperPage(draw_back, private)) if both else (first,)


def _front_foot(view: FamilySummary, style: Look) -> str:
    """Return the words at the foot of the front, which are those of the back too where there is none."""
    yours, private = _footers(view)
    return yours if back(view, style) else f"{yours}\n{private}"


def without_room(view: FamilySummary) -> tuple[tuple[str, str], ...]:
    """Return the sentences for which the two A4 pages have no room, each with its part."""
    style = look(Variant.A4)
    under = style.page.height - _band(view, style).height - UNDER_BAND
    said, shown = told(view), _fitting(view, style, under - style.foot(_front_foot(view, style)))
    return (
        *((OWN, words) for words in said.own[len(shown.own) :]),
        *((MET, words) for words in said.met[len(shown.met) :]),
        *((STORY, words) for words in said.story[len(shown.story) :]),
    )


def _flowing(view: FamilySummary, style: Look) -> tuple[PaperPage, ...]:
    top = _band(view, style)
    room = style.page.height - style.page.margin - style.foot()
    first = style.page.height - top.height - UNDER_BAND - style.foot()
    words = [line for footer in _footers(view) for line in footer.split("\n")]
    last = Stack((Gap(_GAP), *(text(line, style.note, style.page.inner) for line in words)))
    boxes = (*front(view, style), *back(view, style), last)

    def page(boxes: Sequence[Box], *, beginning: bool) -> PaperPage:
        def draw(sheet: DrawnPage) -> None:
            under = sheet.height - style.page.margin
            if beginning:
                top.draw(sheet)
                under = sheet.height - top.height - UNDER_BAND
            Stack(tuple(boxes)).draw(sheet, style.page.margin, under)

        return PaperPage(draw, "")

    shown = paged(boxes, first, room)
    return tuple(page(boxes, beginning=number == 0) for number, boxes in enumerate(shown))


def _band(view: FamilySummary, style: Look) -> Band:
    width = style.page.inner - (LOGO_ROOM if view.letterhead.logo else 0)
    over = " · ".join(part for part in (view.course, view.letterhead.business) if part)
    names, what = wording.joined(view.carers), wording.label("summary_of")
    lines = (*((f"for {names}: {what}",) if names else ()), what[:1].upper() + what[1:])
    under = next((line for line in lines if len(paragraph(line, style.text, width).lines) <= 2), lines[-1])
    return Band(
        paragraph(over, at_most(replace(style.note, colour=style.ink("primary")), 2), width),
        paragraph(view.baby, at_most(style.name, _NAME_LINES), width),
        paragraph(under, at_most(style.text, 2), width),
        style.tint("primary"),
        style.line("primary"),
        style.page.margin,
        view.letterhead.logo,
    )


def _footers(view: FamilySummary) -> tuple[str, str]:
    private = content.load().handouts.privacy_footer
    yours, kept, rest = private.partition("We keep ")
    who = " · ".join(filter(None, (view.letterhead.instructor, *view.letterhead.contact)))
    return yours.strip(), "\n".join(filter(None, (f"{kept}{rest}", who)))


def front(view: FamilySummary, style: Look, room: float | None = None) -> tuple[Box, ...]:
    """Return the parts of the front, as much as fits."""
    boxes = _front(view, _fitting(view, style, room), style)
    return boxes if room is None else (*boxes, *_to_keep(style, room - _height(boxes)))


def _fitting(view: FamilySummary, style: Look, room: float | None) -> Told:
    """Return what the front says; where there is less room, the oldest of her sentences go first.

    Her latest one and how the baby likes to be met stay longer than what the notes of these weeks add.
    """
    said = told(view)
    most = min(len(said.own), _MOST_OWN_LARGE) if style.large else len(said.own)
    for own, met, story in _fewer(most, len(said.met), len(said.story)):
        shown = replace(said, own=said.own[:own], met=said.met[:met], story=said.story[:story])
        if room is None or _height(_front(view, shown, style)) <= room:
            break
    return shown


def _fewer(own: int, met: int, story: int) -> Iterator[tuple[int, int, int]]:
    """Return how many sentences of these parts are tried, from all of them to the fewest."""
    latest = min(own, 1)
    yield from ((number, met, story) for number in range(own, latest - 1, -1))
    if met:
        yield from ((latest, met, number) for number in range(story - 1, 0, -1))
        yield from ((latest, number, min(story, 1)) for number in range(met - 1, 0, -1))
        yield latest, 0, story
    yield 0, 0, story


def _to_keep(style: Look, room: float) -> list[Box]:
    """Return lines for the family to write on, where there is room for some."""
    lines = min(_MOST_LINES, int((room - 2 * _GAP - style.heading.leading) // _RULE))
    if lines < _LEAST_LINES:
        return []
    width = style.page.inner
    heading = text(wording.label("to_keep"), style.heading, width)
    return [Stack((Gap(2 * _GAP), heading, Ruled(width, lines, style.line("control_line"), _RULE)))]


def _front(view: FamilySummary, said: Told, style: Look) -> tuple[Box, ...]:
    width = style.page.inner
    parts: list[Box] = [text(words, at_most(style.lead, 6), width) for words in said.opening]
    for number, words in enumerate(said.own):
        kind = style.lead if number == 0 else style.text
        parts.append(Stack((Gap(_GAP if number < 2 else 6), text(f"“{words}”", at_most(kind, 5), width))))
    if said.own:
        who = f"{view.letterhead.instructor}, {wording.label('your_instructor')}".removeprefix(", ")
        parts.append(Stack((Gap(3), text(who, style.note, width))))
    parts += _signs(view, said, style)
    parts += _met(view, said, style)
    parts += [
        Stack((Gap(_GAP if number == 0 else 6), text(words, at_most(style.text, _MOST_STORY), width)))
        for number, words in enumerate(said.story)
    ]
    return tuple(parts)


def _height(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes)


def _signs(view: FamilySummary, said: Told, style: Look) -> list[Box]:
    """Return how the baby says yes and how it says enough; only what was seen."""
    name = spoken(view).baby
    sides = (
        ("yes", "engaging", "says_yes_by", said.yes),
        ("pause", "disengaging", "says_enough_by", said.enough),
    )
    shown = [side for side in sides if side[3]]
    both = len(shown) == 2 and not style.large
    width = (style.page.inner - _BETWEEN) / 2 if both else style.page.inner
    inner = width - 2 * _PAD
    panels = []
    for sign, token, label, signs in shown:
        head = replace(style.panel, colour=style.ink(token), max_lines=3)
        side = head.size
        title = Columns(
            (
                (0, Illustrated(sign, "", side, head.leading, style.plain)),
                (side + 6, text(wording.label(label, name), head, inner - side - 6)),
            )
        )
        rows = listed(signs, at_most(style.text, _SIGN_LINES), inner)
        panels.append(
            Panel(
                Stack((title, Gap(3), rows)),
                width,
                style.tint(token),
                style.line(token),
                pad=_PAD,
                dashed=sign == "pause",
                line_width=1.25,
            )
        )
    if both:
        return [Stack((Gap(_GAP), pair(panels[0], panels[1], _BETWEEN)))]
    return [Stack((Gap(_GAP), panel)) for panel in panels]


def _met(view: FamilySummary, said: Told, style: Look) -> list[Box]:
    """Return how the baby likes to be met, each sentence whole."""
    if not said.met:
        return []
    width = style.page.inner
    heading = text(wording.label("likes_met", spoken(view).baby), style.heading, width)
    body = replace(style.text, role=Role.ITEM_BODY)
    first, *rest = (Tagged(Role.LIST, Tagged(Role.ITEM, text(words, body, width))) for words in said.met)
    return [Stack((Gap(_GAP), heading, Gap(3), first)), *(Stack((Gap(3), one)) for one in rest)]


def back(view: FamilySummary, style: Look, room: float | None = None) -> tuple[Box, ...]:
    """Return the parts of the back, as roomy as fits."""
    for strokes, sure, posts, drawn in _FITS:
        boxes = (
            *_learnt(view, style, strokes),
            *_minutes(view, style, sure),
            *_own(view, style, drawn=drawn),
            *_talk_to(view, style, posts),
        )
        if room is None or _height(boxes) <= room:
            break
    return boxes


def _learnt(view: FamilySummary, style: Look, lines: int) -> list[Box]:
    width = style.page.inner
    rows = [*view.strokes, *(((wording.label("songs"), view.songs),) if view.songs else ())]
    if not rows:
        return []
    told_lines = [_named(title, names, style, lines) for title, names in rows]
    first, *rest = (Tagged(Role.LIST, Tagged(Role.ITEM, Tagged(Role.ITEM_BODY, one))) for one in told_lines)
    heading = text(wording.label("learnt"), style.heading, width)
    top = Gap(_GAP if style.large else 0)
    return [Stack((top, heading, Gap(3), first)), *(Stack((Gap(3), one)) for one in rest)]


def _named(title: str, names: Sequence[str], style: Look, lines: int) -> TextBox:
    """Return names behind a title, as many whole ones as fit in so many lines."""
    for number in range(len(names), 0, -1):
        shown = [*names[:number], *([wording.label("and_more")] if number < len(names) else ())]
        box = text((Run(f"{title}: ", Weight.BOLD), f"{', '.join(shown)}."), style.text, style.page.inner)
        if len(box.block.lines) <= lines:
            break
    return box


def _minutes(view: FamilySummary, style: Look, lines: int) -> list[Box]:
    """Return the minutes of each benefit beside its name, and under it how sure the science is."""
    if not view.minutes:
        return []
    width, beside = style.page.inner, _MINUTES * (1.6 if style.large else 1)
    rows: list[Box] = []
    for one in view.minutes:
        words = text(
            (Run(f"{one.title}. ", Weight.BOLD, style.ink(one.code)), wording.typographic(one.sure_line)),
            replace(at_most(style.text, lines + 1), role=Role.CELL),
            width - beside,
        )
        minutes = text(f"{one.minutes} min", replace(style.text, role=Role.ROW_HEADING), beside)
        rows.append(Tagged(Role.ROW, Columns(((0, minutes), (beside, words)))))
    first, *rest = rows
    heading = text(wording.label("weeks_about"), style.heading, width)
    note = text(wording.label("weeks_about_note"), style.note, width)
    top = Stack((Gap(_GAP), heading, note, Gap(3), Tagged(Role.TABLE, first)))
    return [top, *(Stack((Gap(3), Tagged(Role.TABLE, row))) for row in rest)]


def _own(view: FamilySummary, style: Look, *, drawn: bool) -> list[Box]:
    if not view.own:
        return []
    width = style.page.inner
    boxes: list[Box] = [
        Stack(
            (
                Gap(_GAP),
                text(wording.label("own_words"), style.heading, width),
                text(wording.label("own_words_note"), style.note, width),
            )
        )
    ]
    for one in view.own:
        if one.words:
            boxes.append(Stack((Gap(6), text(f"“{one.words}” {one.carer}", at_most(style.text, 3), width))))
        if one.answers and drawn:
            boxes.append(Stack((Gap(6), *_answers(view, one, style))))
    return boxes


def _answers(view: FamilySummary, one: OwnAnswersOnPaper, style: Look) -> list[Box]:
    """Return each statement with the two answers beside it, each on a line of its own."""
    width, each = style.page.inner, _ANSWER * (0.75 if style.large else 1)
    words = width - 2 * each - 12
    before, after = wording.label("before"), wording.label("after")
    heads = Columns(
        (
            (0, text(f"{one.carer}: “{view.ends[0]}” to “{view.ends[1]}”", style.note, words)),
            (words + 6, text(before, style.note, each)),
            (words + each + 12, text(after, style.note, each)),
        )
    )
    rows: list[Box] = [heads]
    for statement, first, last in one.answers:
        said = text(statement, at_most(style.note, 2), words)
        cells: list[tuple[float, Box]] = [(0, said)]
        for place, (answer, when) in enumerate(((first, before), (last, after))):
            left = words + 6 + place * (each + 6)
            if answer is None:
                cells.append((left, text(wording.label("left_out"), style.note, each)))
            else:
                cells.append((left, _mark(view, answer, f"{statement}, {when}", each, style)))
        rows.append(Columns(tuple(cells)))
    return rows


def _mark(view: FamilySummary, answer: int, words: str, width: float, style: Look) -> AnswerMarks:
    where = content.load().self_rating.place(answer)
    colour = style.line("primary")
    return AnswerMarks(answer, view.least, view.most, f"{words}: {where}", width, style.note.leading, colour)


def _talk_to(view: FamilySummary, style: Look, most: int) -> list[Box]:
    width = style.page.inner
    posts = [text(words, at_most(style.note, 3), width) for words in view.signposting[:most]]
    if not posts:
        return []
    heading = text(wording.label("talk_to"), style.heading, width)
    return [Stack((Gap(_GAP), heading, *posts))]
