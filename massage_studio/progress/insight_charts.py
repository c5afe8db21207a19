"""The figures of a period as they are read and drawn, for screen and paper alike."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial

from massage_studio.bookings.prices import worded
from massage_studio.charts.bars import BarLine, Series, bars
from massage_studio.charts.benefits import BenefitTotal, benefit_bars
from massage_studio.charts.distributions import ANSWERS, Distribution, distributions
from massage_studio.language import translate
from massage_studio.paper.drawing import Chart
from massage_studio.progress.insight_origins import ACTIVITY
from massage_studio.progress.insight_views import (
    LEAST_FAMILIES,
    LEAST_SESSIONS,
    CourseFigures,
    Figure,
    Insights,
    pauses_by_title,
)
from massage_studio.progress.insight_words import course_words, month_words, term_words

MOST_COURSES = 12
"""How many courses have a line each; more are put together by the month in which they began."""
_MOST_ACTIVITIES = 8


def figures(of: Insights) -> tuple[Figure, ...]:
    """Return all figures in the order in which they are read."""
    return (
        *(_places(of), _attendance(of), _stops(of), _returns(of), _waits(of)),
        *(_income(of, currency) for currency in currencies(of)),
        *(_benefits(of), _pauses(of), _confidence(of)),
    )


def currencies(of: Insights) -> tuple[str, ...]:
    """Return the currencies in which anything was paid."""
    return tuple(sorted({money.currency for one in of.courses for money in one.money}))


def _places(of: Insights) -> Figure:
    words = translate("Insights", "{course}: {part} of {whole} places taken.")
    lines = []
    for key, name, courses in _course_lines(of.groups):
        part, whole = sum(one.taken for one in courses), sum(one.places for one in courses)
        told = words.format(course=name, part=part, whole=whole)
        lines.append(BarLine(name, (part,), _of(part, whole), told, key, whole))
    taken, places = sum(one.taken for one in of.groups), sum(one.places for one in of.groups)
    series = Series("primary", translate("Insights", "Places taken"))
    return Figure(
        "places",
        translate("Insights", "Places"),
        translate("Insights", "{part} places taken").format(part=_of(taken, places)),
        (translate("Insights", "A place is counted in each class of a course, as bookings stand now."),),
        _chart(translate("Insights", "Course"), (series,), lines) if places else None,
    )


def _attendance(of: Insights) -> Figure:
    held = [one for course in of.groups for one in course.held]
    came, expected = sum(one.came for one in held), sum(one.expected for one in held)
    series = (
        Series("primary", translate("Insights", "Came")),
        Series("hormones", translate("Insights", "Made up elsewhere"), ("upright",)),
        Series("attunement", translate("Insights", "Not there"), ("rising",)),
        Series("neutral", translate("Insights", "Not marked"), ("dots",)),
    )
    lines = []
    for number in sorted({one.number for one in held}):
        week = [one for one in held if one.number == number]
        marks = zip(*((one.came, one.elsewhere, one.absent, one.unmarked) for one in week), strict=True)
        values = tuple(map(sum, marks))
        name = translate("Insights", "Week {number}").format(number=number)
        counted = zip(series, values, strict=True)
        told = ", ".join(f"{one.label.casefold()} {value}" for one, value in counted if value)
        figure = _of(values[0], sum(values))
        lines.append(BarLine(name, values, figure, f"{name}: {told or '–'}.", f"week:{number}"))
    notes = [_from_few(len(held))] if 0 < len(held) < LEAST_SESSIONS else []
    if of.small and expected:
        notes.append(_too_few())
    return Figure(
        "attendance",
        translate("Insights", "Who came, week by week"),
        translate("Insights", "{part} came").format(part=_of(came, expected)),
        tuple(notes),
        _chart(translate("Insights", "Week"), series, lines) if expected and not of.small else None,
        from_classes=True,
    )


def _stops(of: Insights) -> Figure:
    stops = of.stops
    lines = []
    for number, count in stops.after.items():
        name = (
            translate("Insights", "Last came in week {number}").format(number=number)
            if number
            else translate("Insights", "Never came")
        )
        told = translate("Insights", "{when}: %n babies.", None, count).format(when=name)
        lines.append(BarLine(name, (count,), str(count), told, "over"))
    notes = []
    if of.running:
        notes.append(translate("Insights", "%n courses still run and are not counted.", None, of.running))
    if stops.came_back:
        notes.append(translate("Insights", "%n babies missed a class and came back.", None, stops.came_back))
    drawn = stops.stopped_families >= LEAST_FAMILIES
    if stops.stopped and not drawn:
        notes.append(
            translate(
                "Insights",
                "When they stopped is not broken down: they are of fewer than %n families.",
                None,
                LEAST_FAMILIES,
            )
        )
    stayed = translate("Insights", "{part} stayed to the last class")
    series = Series("attunement", translate("Insights", "Babies"))
    return Figure(
        "stops",
        translate("Insights", "Who stopped, and when"),
        stayed.format(part=_of(stops.stayed, stops.stayed + stops.stopped))
        if stops.whole.babies
        else translate("Insights", "No course is over yet"),
        tuple(notes),
        _chart(translate("Insights", "When"), (series,), lines) if drawn else None,
    )


def _returns(of: Insights) -> Figure:
    counted = [(term, one) for term, one in of.returns if one.families]
    families, came = sum(one.families for _, one in counted), sum(one.came_again for _, one in counted)
    lines = []
    for term, one in counted:
        terms = translate("Insights", "{term} to {next}")
        name = terms.format(term=term_words(term), next=term_words(term.next))
        key = f"term:{term.number}"
        if one.families < LEAST_FAMILIES:
            lines.append(BarLine(name, (0,), "–", f"{name}: {_too_few()}", key))
            continue
        words = translate("Insights", "{terms}: {part} of %n families came again.", None, one.families)
        told = words.format(terms=name, part=one.came_again)
        figure = _of(one.came_again, one.families)
        lines.append(BarLine(name, (one.came_again,), figure, told, key, one.families))
    drawn = families >= LEAST_FAMILIES
    lead = translate("Insights", "{part} families have a place in the next term")
    series = Series("bonding", translate("Insights", "Families"))
    return Figure(
        "returns",
        translate("Insights", "From term to term"),
        lead.format(part=_of(came, families))
        if counted
        else translate("Insights", "No course of a next term is planned yet"),
        () if drawn or not families else (_too_few(),),
        _chart(translate("Insights", "Terms"), (series,), lines) if drawn else None,
    )


def _waits(of: Insights) -> Figure:
    waits = of.waits
    counts = (
        (translate("Insights", "Booked"), waits.booked),
        (translate("Insights", "Offered a place"), waits.offered),
        (translate("Insights", "Still waiting"), waits.waiting),
        (translate("Insights", "Moved to another course"), waits.moved),
        (translate("Insights", "Gave up"), waits.gave_up),
    )
    lines = [
        BarLine(name, (count,), str(count), f"{name}: {count}.", "groups", waits.bookings)
        for name, count in counts
    ]
    drawn = waits.families >= LEAST_FAMILIES
    booked = translate("Insights", "{part} that waited are booked")
    series = Series("hormones", translate("Insights", "Bookings"))
    return Figure(
        "waits",
        translate("Insights", "From the waiting list to a place"),
        booked.format(part=_of(waits.booked, waits.bookings))
        if waits.bookings
        else translate("Insights", "Nobody waited"),
        () if drawn or not waits.bookings else (_too_few(),),
        _chart(translate("Insights", "What became of it"), (series,), lines) if drawn else None,
    )


def _income(of: Insights, currency: str) -> Figure:
    paid = [one for one in of.courses if any(money.currency == currency for money in one.money)]
    given_back = _total(paid, currency, "given_back")
    lines = []
    for key, name, courses in _course_lines(paid):
        total = _total(courses, currency, "net")
        amount = worded(total, currency)
        lines.append(BarLine(name, (max(total, Decimal()),), amount, f"{name}: {amount}.", key))
    notes = [translate("Insights", "What was paid for these courses, whenever it was paid.")]
    if given_back:
        words = translate("Insights", "{amount} was given back and is taken off.")
        notes.append(words.format(amount=worded(given_back, currency)))
    return Figure(
        f"income_{currency}",
        translate("Insights", "Paid in {currency}").format(currency=currency),
        worded(_total(paid, currency, "net"), currency),
        tuple(notes),
        _chart(translate("Insights", "Course"), (Series("brain", currency),), lines),
    )


def _total(courses: Iterable[CourseFigures], currency: str, what: str) -> Decimal:
    amounts = (getattr(money, what) for one in courses for money in one.money if money.currency == currency)
    return sum(amounts, Decimal())


def _benefits(of: Insights) -> Figure:
    rows = [
        BenefitTotal(one.code, one.title, round(one.planned), round(one.given), "recorded")
        for one in of.benefits
    ]
    planned, given = (round(sum(getattr(one, name) for one in of.benefits)) for name in ("planned", "given"))
    notes = [translate("Insights", "The upright line is what was planned.")] if rows else []
    if unknown := of.held - of.recorded:
        notes.append(
            translate(
                "Insights", "%n classes did not record how they went and are not counted.", None, unknown
            )
        )
    if 0 < of.recorded < LEAST_SESSIONS:
        notes.append(_from_few(of.recorded))
    return Figure(
        "benefits",
        translate("Insights", "Minutes by benefit, planned and given"),
        translate("Insights", "{given} of {planned} planned minutes").format(given=given, planned=planned),
        tuple(notes),
        partial(benefit_bars, rows) if rows else None,
        from_classes=True,
    )


def _pauses(of: Insights) -> Figure:
    found = () if of.small else pauses_by_title(of.activities)
    words = translate(
        "Insights",
        "{activity}: {rate} for an hour of one baby's time. Pauses {pauses}, hours {time}, runs {runs}.",
    )
    lines = []
    for title, runs, hours, count in found[:_MOST_ACTIVITIES]:
        rate = round(count / hours, 1)
        told = words.format(activity=title, rate=rate, pauses=count, time=round(hours, 1), runs=runs)
        lines.append(BarLine(title, (rate,), f"{rate}", told, f"{ACTIVITY}{title}"))
    notes = [
        translate(
            "Insights",
            "A pause is a baby's good answer: here are the moments to slow down or to offer a rest.",
        ),
        translate(
            "Insights",
            "Pauses for an hour of one baby's time, in activities that ran %n times or more.",
            None,
            LEAST_SESSIONS,
        ),
    ]
    series = Series("attunement", translate("Insights", "Pauses for an hour of one baby's time"))
    return Figure(
        "pauses",
        translate("Insights", "Activities that met the most pauses"),
        translate("Insights", "%n activities with pauses", None, len(found))
        if found or not of.small
        else _too_few(),
        tuple(notes if found else notes[1:]),
        _chart(translate("Insights", "Activity"), (series,), lines) if found else None,
        from_classes=True,
    )


def _confidence(of: Insights) -> Figure:
    families = of.answers.families
    shown = [moment for moment in ("before", "after") if families.get(moment, 0) >= LEAST_FAMILIES]
    notes = []
    if shown:
        notes.append(
            translate(
                "Insights",
                "How often each answer was given. Not everybody answers twice, and nothing here says why.",
            )
        )
    if any(0 < count < LEAST_FAMILIES for count in families.values()):
        notes.append(_too_few())
    before = translate("Insights", "before: %n families", None, families.get("before", 0))
    after = translate("Insights", "after: %n families", None, families.get("after", 0))
    return Figure(
        "confidence",
        translate("Insights", "Carers' own answers"),
        translate("Insights", "Answered {before}, {after}").format(before=before, after=after)
        if any(families.values())
        else translate("Insights", "Nobody has answered yet"),
        tuple(notes),
        partial(_distributions, of, tuple(shown)) if shown else None,
    )


def _distributions(of: Insights, moments: tuple[str, ...], width: float) -> Chart:
    looks = {
        "before": Series("attunement", translate("Insights", "Before the course"), ("rising",)),
        "after": Series("primary", translate("Insights", "After the course")),
    }
    counts = of.answers.counts
    rows = [
        Distribution(
            statement,
            tuple(tuple(counts.get((moment, number, answer), 0) for answer in ANSWERS) for moment in moments),
        )
        for number, statement in enumerate(of.statements)
    ]
    return distributions([looks[moment] for moment in moments], rows, width)


def _course_lines(of: Sequence[CourseFigures]) -> list[tuple[str, str, tuple[CourseFigures, ...]]]:
    """Return key, name and courses of each line: a course each, or where there are many, a month each."""
    if len(of) <= MOST_COURSES:
        return [(f"course:{one.start.id}", course_words(one, of), (one,)) for one in of]
    months: dict[tuple[int, int], list[CourseFigures]] = {}
    for one in of:
        months.setdefault((one.start.first.year, one.start.first.month), []).append(one)
    return [
        (f"month:{year}-{month:02}", month_words(year, month), tuple(courses))
        for (year, month), courses in months.items()
    ]


def _chart(title: str, series: Sequence[Series], lines: Sequence[BarLine]) -> Callable[[float], Chart]:
    """Return what draws these bars for a width in points; `title` heads their names in the table."""
    return partial(bars, title, series, lines)


def _of(part: int, whole: int) -> str:
    """Return "9 of 10 (90 %)"."""
    words = translate("Insights", "{part} of {whole}").format(part=part, whole=whole)
    if not whole:
        return words
    percent = translate("Insights", "{percent} %").format(percent=round(100 * part / whole))
    return f"{words} ({percent})"


def _too_few() -> str:
    return translate("Insights", "Fewer than %n families: not broken down.", None, LEAST_FAMILIES)


def _from_few(count: int) -> str:
    return translate("Insights", "From %n classes: too few to read a pattern from.", None, count)
