"""What a funder is told of a year or a term: numbers of groups, and nothing by which anybody is known.

A number of fewer than five families is not told, and neither is one from which it could be worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from massage_studio.charts.benefits import BenefitTotal, benefit_bars
from massage_studio.handouts import wording
from massage_studio.handouts.insights_sheet import HEADING, TEXT, WIDTH, document
from massage_studio.handouts.views import Letterhead
from massage_studio.language import translate
from massage_studio.paper.boxes import Box, Charted, Gap, Stack, text
from massage_studio.progress.insight_views import LEAST_FAMILIES, Insights

_MOST_BANDS = 3


def build(head: Letterhead, title: str, of: Insights, on: date) -> bytes:
    """Return the report as PDF, as things stand on a day."""
    over = translate("FunderReport", "Report in numbers")
    stands = translate("FunderReport", "as of {day}").format(day=wording.day(on))
    told = f"{told_of(of)}, {stands}"
    return document(head, over, title, told, [_section(*one) for one in sections(of)])


def told_of(of: Insights) -> str:
    """Return which courses the report is of."""
    courses = translate("FunderReport", "%n courses", None, len(of.courses))
    held = translate("FunderReport", "%n classes held", None, of.held)
    return f"{courses}, {held}"


Section = tuple[str, tuple[str, ...], tuple[Charted, ...]]


def sections(of: Insights) -> tuple[Section, ...]:
    """Return heading, sentences and charts of each part of the report."""
    found = [_who_came(of)]
    if not of.small:
        found += [_stayed(of)]
    if of.benefits:
        found.append(_taught(of))
    found.append(_answers(of))
    return tuple(found)


def _section(title: str, sentences: Sequence[str], charts: Sequence[Charted]) -> Box:
    boxes: list[Box] = [text(title, HEADING, WIDTH)]
    boxes += [text(sentence, TEXT, WIDTH) for sentence in sentences]
    for chart in charts:
        boxes += [Gap(6), chart]
    return Stack((*boxes, Gap(18)))


def _who_came(of: Insights) -> Section:
    title = translate("FunderReport", "Who came")
    if of.small:
        return title, (_too_few(),), ()
    came, expected = sum(one.came for one in of.groups), sum(one.expected for one in of.groups)
    taken, places = sum(one.taken for one in of.groups), sum(one.places for one in of.groups)
    families = translate("FunderReport", "%n families", None, of.heads.families)
    sentences = [
        translate("FunderReport", "%n babies from {families} had a place.", None, of.heads.babies).format(
            families=families
        )
    ]
    if places:
        words = translate("FunderReport", "{percent} % of the places were taken.")
        sentences.append(words.format(percent=round(100 * taken / places)))
    if expected:
        words = translate(
            "FunderReport", "A baby came to {percent} % of the classes that it was expected in."
        )
        sentences.append(words.format(percent=round(100 * came / expected)))
    return title, tuple(sentences), ()


def _stayed(of: Insights) -> Section:
    title = translate("FunderReport", "Who stayed, and who came again")
    sentences = []
    stops = of.stops
    if stops.whole.families >= LEAST_FAMILIES:
        if stops.stopped_families >= LEAST_FAMILIES:
            words = translate(
                "FunderReport",
                "Of {whole} babies on courses that are over, %n stayed to the end.",
                None,
                stops.stayed,
            )
            sentences.append(words.format(whole=stops.whole.babies))
        elif stops.stopped_families:
            sentences.append(
                translate(
                    "FunderReport",
                    "Fewer than %n families stopped before the end of a course.",
                    None,
                    LEAST_FAMILIES,
                )
            )
        else:
            sentences.append(translate("FunderReport", "Every family stayed to the end of its course."))
    families = sum(one.families for _, one in of.returns)
    again = sum(one.came_again for _, one in of.returns)
    if again >= LEAST_FAMILIES and families - again >= LEAST_FAMILIES:
        words = translate("FunderReport", "%n families took a place in the term after.", None, again)
        sentences.append(words)
    waits = of.waits
    if waits.families >= LEAST_FAMILIES:
        sentences.append(
            translate("FunderReport", "%n families had to wait for a place.", None, waits.families)
        )
    return title, tuple(sentences), ()


def _taught(of: Insights) -> Section:
    rows = [BenefitTotal(one.code, one.title, round(one.planned), round(one.given)) for one in of.benefits]
    words = translate(
        "FunderReport",
        "Minutes by benefit in %n classes that recorded them, planned and given.",
        None,
        of.recorded,
    )
    line = translate("FunderReport", "The upright line is what was planned.")
    title = translate("FunderReport", "What was taught")
    return title, (f"{words} {line}",), (Charted(benefit_bars(rows, WIDTH)),)


def _answers(of: Insights) -> Section:
    title = translate("FunderReport", "Carers' own answers")
    sentences = []
    for moment in ("before", "after"):
        families = of.answers.families.get(moment, 0)
        if families < LEAST_FAMILIES:
            continue
        sentences.append(
            translate("FunderReport", "Before the course, %n families answered:", None, families)
            if moment == "before"
            else translate("FunderReport", "After the course, %n families answered:", None, families)
        )
        for number, statement in enumerate(of.statements):
            counts = tuple(of.answers.counts.get((moment, number, answer), 0) for answer in range(11))
            if sum(counts) >= LEAST_FAMILIES:
                sentences.append(f"{statement.rstrip('.')}: {_bands(counts)}.")
    if not sentences:
        return title, (_too_few(),), ()
    first = translate("FunderReport", "Answers go from 0 to 10.")
    caveat = translate(
        "FunderReport", "Not everybody answers twice, so that this is no measure of what the course did."
    )
    return title, (f"{first} {caveat}", *sentences), ()


def _bands(counts: Sequence[int]) -> str:
    parts = []
    for first, last, count in merged_bands(counts):
        words = translate("FunderReport", "%n carers from {first} to {last}", None, count)
        parts.append(words.format(first=first, last=last))
    return ", ".join(parts)


def merged_bands(counts: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return answers from and to, and how many gave them, in up to three bands that tell of nobody.

    A band is of at least five carers; all answers are in one where there are too few for two.
    """
    least = max(LEAST_FAMILIES, -(-sum(counts) // _MOST_BANDS))
    bands: list[tuple[int, int, int]] = []
    first = count = 0
    for answer, given in enumerate(counts):
        count += given
        if count >= least:
            bands.append((first, answer, count))
            first, count = answer + 1, 0
    last = len(counts) - 1
    if count or not bands:
        # The rest is put to the band before it, unless it is enough by itself.
        if bands and count < LEAST_FAMILIES:
            first, _, before = bands.pop()
            count += before
        bands.append((first, last, count))
    else:
        bands[-1] = bands[-1][0], last, bands[-1][2]
    return bands


def _too_few() -> str:
    return translate(
        "FunderReport", "Fewer than %n families: their numbers are not told.", None, LEAST_FAMILIES
    )
