"""The take-home sheet of one family after one class: exactly two A4 pages."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.charts.states import states_ribbon
from massage_studio.curriculum import content
from massage_studio.handouts import story
from massage_studio.handouts.evidence import findings, how_sure
from massage_studio.handouts.views import StrokeText, TakeHome
from massage_studio.paper.band import band, slim_band
from massage_studio.paper.boxes import (
    Box,
    Columns,
    Figure,
    Fit,
    Gap,
    Panel,
    Ruled,
    Stack,
    fitted,
    listed,
    pair,
    text,
)
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_WIDTH, FOOTER, MARGIN, Document, DrawnPage, PaperPage, pdf
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.styles import Styles, accent, at_most, styles
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run, Style

_WIDTH = A4_WIDTH - 2 * MARGIN
_FOOT = FOOTER + 12
# Fewer reasons stand on a full page, but none of them is cut in the middle.
_REASON_LINES = 8


def build(view: TakeHome) -> bytes:
    """Return the sheet as PDF; too much is set smaller, then cut; there is never a third page."""
    title = story.label("story", view.baby)
    document = Document(
        title=title,
        author=view.letterhead.business,
        subject=story.week(view),
        pages=(
            PaperPage(lambda sheet: _front(sheet, view, title), _sure_line(view)),
            PaperPage(lambda sheet: _back(sheet, view, title), content.load().handouts.privacy_footer),
        ),
    )
    return pdf(document)


def _sure_line(view: TakeHome) -> str:
    sure = story.filled(view.benefit.how_sure or view.benefit.strength, view).rstrip(".")
    named = f"{view.benefit.short_title}: {sure[:1].lower()}{sure[1:]}"
    return f"{story.label('how_sure')} {named}. Sources on the back."


def _over(view: TakeHome) -> str:
    parts = (f"Week {view.week} of {view.weeks}", view.letterhead.business, view.venue, story.day(view.on))
    return " · ".join(part for part in parts if part)


def _front(sheet: DrawnPage, view: TakeHome, title: str) -> None:
    names = story.joined(view.carers)
    came = "from today’s class" if view.attended else "from this week’s class"
    under = f"For {names}, {came}" if names else came.capitalize()
    top_band = band(_over(view), title, under, view.benefit.code, sheet.width, view.letterhead.logo)
    top_band.draw(sheet)
    top = sheet.height - top_band.height - 20
    room = top - _FOOT
    # The same in every setting, and a fifth of the work.
    ribbon = Figure(states_ribbon(view.spans, _WIDTH)) if view.spans else None
    stack = fitted(lambda fit: _front_stack(view, fit, ribbon), room)
    stack.draw(sheet, MARGIN, top)
    rest = room - stack.height
    if rest >= 62:
        _own_notes(rest).draw(sheet, MARGIN, top - stack.height)


def _own_notes(rest: float) -> Stack:
    style = styles()
    lines = min(9, int((rest - 36) // 22))
    heading = text(story.label("your_notes"), style.heading, _WIDTH)
    return Stack((Gap(14), heading, Ruled(_WIDTH, lines, colour("control_line"))))


def _front_stack(view: TakeHome, fit: Fit, ribbon: Figure | None) -> Stack:
    style = styles(fit.scale)
    boxes: list[Box] = [*_told(view, style, fit, ribbon)]
    if view.notes:
        boxes += [Gap(10 * fit.scale), _from_instructor(view, style, fit)]
    boxes += [Gap(14 * fit.scale), *_benefit(view, style, fit)]
    if view.home_steps:
        steps = [story.filled(step, view) for step in view.home_steps[: fit.items]]
        numbers = [f"{number}." for number in range(1, len(steps) + 1)]
        cut = at_most(style.body, min(4, fit.lines + 1))
        boxes += [
            Gap(12 * fit.scale),
            text(story.label("try_at_home"), style.heading, _WIDTH),
            listed(steps, cut, _WIDTH, numbers, 17 * fit.scale),
        ]
    if view.to_mind:
        minded = f"For {view.baby}: {story.filled('; '.join(view.to_mind), view)}."
        boxes += [Gap(6 * fit.scale), text(minded, at_most(style.body, max(4, fit.lines)), _WIDTH)]
    if view.not_today:
        boxes += [Gap(14 * fit.scale), _not_today(view, style, fit)]
    return Stack(tuple(boxes))


def _told(view: TakeHome, style: Styles, fit: Fit, ribbon: Figure | None) -> list[Box]:
    """Return what was seen of this baby, or kind words where there is nothing to tell."""
    texts = content.load().handouts
    if not view.attended:
        missed = texts.catch_up_text if view.strokes else texts.catch_up_without_strokes
        return [
            text(story.label("we_missed_you"), style.heading, _WIDTH),
            text(story.filled(missed, view), style.body, _WIDTH),
            Gap(10 * fit.scale),
            _signs(view, style, fit),
        ]
    boxes: list[Box] = [text(story.label("told_us_today", view.baby), at_most(style.heading, 2), _WIDTH)]
    if ribbon is not None:
        boxes += [Gap(2), ribbon, Gap(4)]
    if view.not_massaged:
        reason = f"{story.label('not_massaged')} ({view.not_massaged}). "
        why = texts.not_massaged_reasons.get(view.reason, texts.not_massaged_text)
        parts = (Run(reason, Weight.BOLD), story.filled(why, view))
        boxes.append(text(parts, at_most(style.body, fit.lines + 2), _WIDTH))
    told = story.story(view)
    if told:
        boxes.append(text(told, at_most(style.body, fit.lines + 2), _WIDTH))
    elif not view.not_massaged and not view.notes:
        nothing = f"We wrote nothing down for {view.baby} today, and that is fine too."
        boxes.append(text(nothing, at_most(style.body, 3), _WIDTH))
    return [*boxes, Gap(10 * fit.scale), _signs(view, style, fit)]


def _signs(view: TakeHome, style: Styles, fit: Fit) -> Box:
    """Return the two boxes: this baby's own cues without counts, most often first, else the usual signs."""
    usual = content.load().handouts.cue_card
    width = (_WIDTH - 14) / 2
    sides = (
        ("yes_more", "engaging", view.engaging, usual.engagement),
        ("pause_please", "disengaging", view.disengaging, usual.disengagement),
    )
    panels = []
    for key, token, cues, common in sides:
        inner = width - 26
        heading = replace(
            style.heading,
            size=12.4 * fit.scale,
            leading=18 * fit.scale,
            colour=text_on_tint(token),
            role=Role.SUBHEADING,
        )
        own = sorted((cue for cue in cues if cue.count > 0), key=lambda cue: -cue.count)
        rows: list[Box] = [listed([cue.label for cue in own[: fit.items]], at_most(style.body, 2), inner)]
        if len(own) > fit.items:
            rows.append(text("and others", style.small, inner))
        if not own:
            # Not this baby's own: say so, under a heading that speaks of this baby.
            rows = [
                text("Signs that many babies give:", style.small, inner),
                listed(common[:4], style.body, inner),
            ]
        panels.append(
            Panel(Stack((text(story.label(key), heading, inner), *rows)), width, tint(token), pad=13)
        )
    return pair(panels[0], panels[1], 14)


def _from_instructor(view: TakeHome, style: Styles, fit: Fit) -> Box:
    heading = replace(style.heading, size=12.4 * fit.scale, leading=18 * fit.scale)
    who = f"{story.label('from_instructor')}, {view.letterhead.instructor}"
    notes = [
        text(note, at_most(style.body, max(1, fit.lines)), _WIDTH)
        for note in view.notes[: max(1, fit.items - 4)]
    ]
    return Stack((text(who, at_most(heading, 1), _WIDTH), *notes))


def _benefit(view: TakeHome, style: Styles, fit: Fit) -> list[Box]:
    benefit = view.benefit
    heading = story.filled(benefit.heading or benefit.title, view)
    words = story.filled(benefit.text or "".join(benefit.messages[:1]), view)
    return [
        text(heading, at_most(style.in_colour(style.heading, accent(benefit.code)), 2), _WIDTH),
        text(words, at_most(style.body, fit.lines + 2), _WIDTH),
    ]


def _not_today(view: TakeHome, style: Styles, fit: Fit) -> Box:
    """Return the framed reasons to wait, the important ones first, with the first words in bold."""
    reasons = [story.filled(reason, view) for reason in view.not_today[: fit.items + 6]]
    # A reason has commas of its own.
    either = f"{'; '.join(reasons[:-1])}; or {reasons[-1]}" if len(reasons) > 1 else reasons[0]
    sentence = content.load().handouts.not_today.sentence.replace("{reasons}", either)
    lead = story.label("not_today")
    rest = story.filled(sentence, view).removeprefix(lead)
    parts = (Run(lead, Weight.BOLD, text_on_tint("disengaging")), rest)
    inner = text(parts, at_most(style.body, _REASON_LINES), _WIDTH - 26)
    return Panel(inner, _WIDTH, stroke=colour("disengaging"), pad=11)


def _back(sheet: DrawnPage, view: TakeHome, title: str) -> None:
    top = slim_band(sheet, f"{title} · {_over(view)}", view.benefit.code)
    fitted(lambda fit: _back_stack(view, fit), top - _FOOT).draw(sheet, MARGIN, top)


def _back_stack(view: TakeHome, fit: Fit) -> Stack:
    # The back is for reading again: a little smaller than the front.
    style = styles(fit.scale * 0.93)
    boxes: list[Box] = []
    if view.strokes:
        boxes += [
            text(_strokes_heading(view), style.heading, _WIDTH),
            *_strokes(view.strokes[: fit.strokes], style, fit),
            Gap(10 * fit.scale),
        ]
    boxes += [*how_sure(view.benefit, view.baby, style, _WIDTH), Gap(3)]
    boxes += findings(view.benefit, fit.findings, style, _WIDTH)
    boxes += [Gap(8 * fit.scale), *_help(view, style, fit)]
    return Stack(tuple(boxes))


def _strokes_heading(view: TakeHome) -> str:
    return "This week’s strokes" if view.attended else story.label("what_we_did")


def _strokes(strokes: tuple[StrokeText, ...], style: Styles, fit: Fit) -> list[Box]:
    """Return the strokes in two columns, each area under its own name."""
    gap = 18.0
    width = (_WIDTH - gap) / 2
    line = at_most(replace(style.body, leading=style.body.leading * 0.92), fit.lines + 1)
    over = replace(
        style.body,
        size=style.body.size * 0.96,
        weight=Weight.SUBHEADING,
        colour=accent("primary"),
        role=Role.SUBHEADING,
    )
    told = [
        text((Run(f"{stroke.label}. ", Weight.BOLD), stroke.description), line, width) for stroke in strokes
    ]
    half = sum(box.height for box in told) / 2
    columns: list[list[Box]] = [[], []]
    used = 0.0
    area = ""
    for stroke, box in zip(strokes, told, strict=True):
        column = columns[0 if used + box.height / 2 <= half else 1]
        if stroke.area != area or not column:
            area = stroke.area
            column.append(text(area, at_most(over, 1), width))
        column += [box, Gap(3 * style.scale)]
        used += box.height
    return [Columns(((0, Stack(tuple(columns[0]))), (width + gap, Stack(tuple(columns[1])))))]


def _help(view: TakeHome, style: Styles, fit: Fit) -> list[Box]:
    signposts = [story.filled(words, view) for words in view.signposting[: fit.items]]
    line = replace(style.body, size=style.body.size * 0.94, leading=style.body.leading * 0.92)
    rows = listed(signposts, at_most(line, min(3, fit.lines + 1)), _WIDTH - 26, ["•"] * len(signposts), 11)
    contact = " · ".join((view.letterhead.instructor, *view.letterhead.contact))
    inner = Stack(
        (
            text("When to ask for help", style.heading, _WIDTH - 26),
            *_signs_of("emergency", line),
            Gap(3),
            *_signs_of("urgent", line),
            Gap(3),
            rows,
            Gap(3),
            text(f"Your instructor: {contact}", at_most(line, 2), _WIDTH - 26),
        )
    )
    return [Panel(inner, _WIDTH, tint("neutral"), pad=11)]


def _signs_of(level: str, line: Style) -> list[Box]:
    """Return the signs to call for help at one level in two columns under whom to call: never one block."""
    texts = content.load().handouts.help
    signs = [sign.text for sign in texts.signs if sign.level == level]
    gap = 14.0
    width = (_WIDTH - 26 - gap) / 2
    half = (len(signs) + 1) // 2
    columns = [listed(part, line, width, ["•"] * len(part), 11) for part in (signs[:half], signs[half:])]
    return [
        text(texts.leads[level], replace(line, weight=Weight.BOLD), _WIDTH - 26),
        Columns(((0, columns[0]), (width + gap, columns[1]))),
    ]
