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


def _lines(
    of: Sequence[CourseFigures],
) -> list[tuple[str, str, tuple[CourseFigures, ...]]]:
    """Return key, name and courses of each line: a course each, or where there are many, a month each."""
    if len(of) <= MOST_COURSES:
        return [(f"course:{one.start.id}", course_words(one, of), (one,)) for one in of]
    months: dict[tuple[int, int], list[CourseFigures]] = {}
    for one in of:
        months.setdefault((one.start.first.year, one.start.first.month), []).append(one)
    return [
        (f"month:{courses[0].start.first:%Y-%m}", month_words(*month), tuple(courses))
        for month, courses in months.items()
    ]


def _bars(
    title: str, series: Callable[[], Sequence[Series]], lines: Callable[[], Sequence[BarLine]]
) -> Callable[[float], Chart]:
    """Return what draws these bars for a width in points."""
    return lambda width: bars(title, series(), lines(), width)


def _of(part: int, whole: int) -> str:
    """Return "9 of 10 (90 %)"."""
    words = translate("Insights", "{part} of {whole}").format(part=part, whole=whole)
    return f"{words} ({_percent(part, whole)})" if whole else words


def _percent(part: float, whole: float) -> str:
    return translate("Insights", "{percent} %").format(percent=round(100 * part / whole) if whole else 0)


def _too_few() -> str:
    return translate("Insights", "Fewer than %n families: not broken down.", None, LEAST_FAMILIES)


def _places(of: Insights) -> Figure:
    from_lines = _lines(of.groups)
    taken, places = sum(one.taken for one in of.groups), sum(one.places for one in of.groups)

    def lines() -> list[BarLine]:
        found = []
        for key, name, courses in from_lines:
            part, whole = sum(one.taken for one in courses), sum(one.places for one in courses)
            words = translate("Insights", "{course}: {part} of {whole} places taken.")
            found.append(
                BarLine(
                    name,
                    (part,),
                    _of(part, whole),
                    words.format(course=name, part=part, whole=whole),
                    key,
                    whole,
                )
            )
        return found

    def series() -> list[Series]:
        return [Series("primary", translate("Insights", "Places taken"))]

    return Figure(
        "places",
        translate("Insights", "Places"),
        translate("Insights", "{part} places taken").format(part=_of(taken, places)),
        (translate("Insights", "A place is counted in each class of a course, as bookings stand now."),),
        _bars(translate("Insights", "Course"), series, lines) if places else None,
    )


def _attendance(of: Insights) -> Figure:
    held = [one for course in of.groups for one in course.held]
    came, expected = sum(one.came for one in held), sum(one.expected for one in held)
    numbers = sorted({one.number for one in held})
    notes = [_from_few(len(held))] if 0 < len(held) < LEAST_SESSIONS else []
    if of.small and expected:
        notes.append(_too_few())

    def lines() -> list[BarLine]:
        found = []
        for number in numbers:
            week = [one for one in held if one.number == number]
            values = tuple(
                sum(getattr(one, name) for one in week)
                for name in ("came", "elsewhere", "absent", "unmarked")
            )
            name = translate("Insights", "Week {number}").format(number=number)
            told = ", ".join(
                f"{label.casefold()} {value}"
                for label, value in zip(attendance_labels(), values, strict=True)
                if value
            )
            figure = _of(values[0], sum(values))
            words = translate("Insights", "{week}: {told}.").format(week=name, told=told or "–")
            found.append(BarLine(name, values, figure, words, f"week:{number}"))
        return found

    def series() -> list[Series]:
        looks = (
            ("primary", ()),
            ("hormones", ("upright",)),
            ("attunement", ("rising",)),
            ("neutral", ("dots",)),
        )
        return [
            Series(code, label, marks)  # type: ignore[arg-type]
            for (code, marks), label in zip(looks, attendance_labels(), strict=True)
        ]

    return Figure(
        "attendance",
        translate("Insights", "Who came, week by week"),
        translate("Insights", "{part} came").format(part=_of(came, expected)),
        tuple(notes),
        _bars(translate("Insights", "Week"), series, lines) if expected and not of.small else None,
        from_classes=True,
    )


def attendance_labels() -> tuple[str, str, str, str]:
    """Return what the parts of a register are called."""
    return (
        translate("Insights", "Came"),
        translate("Insights", "Made up elsewhere"),
        translate("Insights", "Not there"),
        translate("Insights", "Not marked"),
    )


def _from_few(count: int) -> str:
    return translate("Insights", "From %n classes: too few to read a pattern from.", None, count)


def _stops(of: Insights) -> Figure:
    stops = of.stops
    notes = []
    if of.running:
        notes.append(translate("Insights", "%n courses still run and are not counted.", None, of.running))
    if stops.came_back:
        notes.append(translate("Insights", "%n babies missed a class and came back.", None, stops.came_back))
    drawn = stops.whole.families >= LEAST_FAMILIES and stops.stopped_families >= LEAST_FAMILIES
    if stops.stopped and not drawn:
        notes.append(
            translate(
                "Insights",
                "When they stopped is not broken down: they are of fewer than %n families.",
                None,
                LEAST_FAMILIES,
            )
        )
    lead = translate("Insights", "{part} stayed to the last class").format(
        part=_of(stops.stayed, stops.whole.babies)
    )

    def lines() -> list[BarLine]:
        found = []
        for number, count in stops.after.items():
            name = (
                translate("Insights", "Last came in week {number}").format(number=number)
                if number
                else translate("Insights", "Never came")
            )
            words = translate("Insights", "{when}: %n babies.", None, count).format(when=name)
            found.append(BarLine(name, (count,), str(count), words, "over"))
        return found

    return Figure(
        "stops",
        translate("Insights", "Who stopped, and when"),
        lead if stops.whole.babies else translate("Insights", "No course is over yet"),
        tuple(notes),
        _bars(
            translate("Insights", "When"), _one_series("attunement", translate("Insights", "Babies")), lines
        )
        if drawn
        else None,
    )


def _one_series(code: str, words: str) -> Callable[[], list[Series]]:
    def series() -> list[Series]:
        return [Series(code, words)]

    return series


def _returns(of: Insights) -> Figure:
    counted = [(term, one) for term, one in of.returns if one.families]
    families, came = sum(one.families for _, one in counted), sum(one.came_again for _, one in counted)

    def lines() -> list[BarLine]:
        found = []
        for term, one in counted:
            name = translate("Insights", "{term} to {next}").format(
                term=term_words(term), next=term_words(term.next)
            )
            if one.families < LEAST_FAMILIES:
                found.append(BarLine(name, (0,), "–", f"{name}: {_too_few()}", f"term:{term.number}"))
                continue
            words = translate("Insights", "{terms}: {part} of %n families came again.", None, one.families)
            found.append(
                BarLine(
                    name,
                    (one.came_again,),
                    _of(one.came_again, one.families),
                    words.format(terms=name, part=one.came_again),
                    f"term:{term.number}",
                    one.families,
                )
            )
        return found

    drawn = families >= LEAST_FAMILIES
    return Figure(
        "returns",
        translate("Insights", "From term to term"),
        translate("Insights", "{part} families have a place in the next term").format(
            part=_of(came, families)
        )
        if counted
        else translate("Insights", "No course of a next term is planned yet"),
        () if drawn or not families else (_too_few(),),
        _bars(
            translate("Insights", "Terms"), _one_series("bonding", translate("Insights", "Families")), lines
        )
        if drawn
        else None,
    )


def _waits(of: Insights) -> Figure:
    waits = of.waits
    drawn = waits.families >= LEAST_FAMILIES
    parts = (
        (translate("Insights", "Booked"), waits.booked),
        (translate("Insights", "Offered a place"), waits.offered),
        (translate("Insights", "Still waiting"), waits.waiting),
        (translate("Insights", "Moved to another course"), waits.moved),
        (translate("Insights", "Gave up"), waits.gave_up),
    )

    def lines() -> list[BarLine]:
        return [
            BarLine(name, (count,), str(count), f"{name}: {count}.", "groups", waits.bookings)
            for name, count in parts
        ]

    return Figure(
        "waits",
        translate("Insights", "From the waiting list to a place"),
        translate("Insights", "{part} that waited are booked").format(part=_of(waits.booked, waits.bookings))
        if waits.bookings
        else translate("Insights", "Nobody waited"),
        () if drawn or not waits.bookings else (_too_few(),),
        _bars(
            translate("Insights", "What became of it"),
            _one_series("hormones", translate("Insights", "Bookings")),
            lines,
        )
        if drawn
        else None,
    )


def _income(of: Insights, currency: str) -> Figure:
    def net(courses: Iterable[CourseFigures]) -> Decimal:
        return sum(
            (money.net for one in courses for money in one.money if money.currency == currency), Decimal()
        )

    given_back = sum(
        (money.given_back for one in of.courses for money in one.money if money.currency == currency),
        Decimal(),
    )
    paid = [one for one in of.courses if any(money.currency == currency for money in one.money)]

    def lines() -> list[BarLine]:
        found = []
        for key, name, courses in _lines(paid):
            total = net(courses)
            words = f"{name}: {worded(total, currency)}."
            found.append(BarLine(name, (max(total, Decimal()),), worded(total, currency), words, key))
        return found

    notes = [translate("Insights", "What was paid for these courses, whenever it was paid.")]
    if given_back:
        words = translate("Insights", "{amount} was given back and is taken off.")
        notes.append(words.format(amount=worded(given_back, currency)))
    return Figure(
        f"income_{currency}",
        translate("Insights", "Paid in {currency}").format(currency=currency),
        worded(net(of.courses), currency),
        tuple(notes),
        _bars(translate("Insights", "Course"), _one_series("brain", currency), lines),
    )


def _benefits(of: Insights) -> Figure:
    planned, given = (round(sum(getattr(one, name) for one in of.benefits)) for name in ("planned", "given"))
    notes = []
    if of.held > of.recorded:
        notes.append(
            translate(
                "Insights",
                "%n classes did not record how they went and are not counted.",
                None,
                of.held - of.recorded,
            )
        )
    if of.recorded and of.recorded < LEAST_SESSIONS:
        notes.append(_from_few(of.recorded))

    def draw(width: float) -> Chart:
        rows = [
            BenefitTotal(one.code, one.title, round(one.planned), round(one.given), "recorded")
            for one in of.benefits
        ]
        return benefit_bars(rows, width)

    return Figure(
        "benefits",
        translate("Insights", "Minutes by benefit, planned and given"),
        translate("Insights", "{given} of {planned} planned minutes").format(given=given, planned=planned),
        tuple(notes),
        draw if of.benefits else None,
        from_classes=True,
    )


def _pauses(of: Insights) -> Figure:
    found = pauses_by_title(of.activities) if not of.small else ()
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
    if of.small and of.heads.families:
        notes.append(_too_few())

    def lines() -> list[BarLine]:
        lines = []
        for title, times, hours, count in found[:_MOST_ACTIVITIES]:
            rate = round(count / hours, 1)
            words = translate(
                "Insights",
                "{activity}: {rate} for an hour of one baby's time. "
                "Pauses {pauses}, babies' time in hours {time}, classes {classes}.",
            )
            told = words.format(activity=title, rate=rate, pauses=count, time=round(hours, 1), classes=times)
            lines.append(BarLine(title, (rate,), f"{rate}", told, f"{ACTIVITY}{title}"))
        return lines

    return Figure(
        "pauses",
        translate("Insights", "Activities that met the most pauses"),
        translate("Insights", "%n activities with pauses", None, len(found)),
        tuple(notes),
        _bars(
            translate("Insights", "Activity"),
            _one_series("attunement", translate("Insights", "Pauses for an hour of one baby's time")),
            lines,
        )
        if found
        else None,
        from_classes=True,
    )


def _confidence(of: Insights) -> Figure:
    families = of.answers.families
    shown = [moment for moment in ("before", "after") if families.get(moment, 0) >= LEAST_FAMILIES]
    notes = [
        translate(
            "Insights",
            "How often each answer was given. Not everybody answers twice, "
            "and nothing here says why an answer is another.",
        ),
    ]
    few = [moment for moment in ("before", "after") if 0 < families.get(moment, 0) < LEAST_FAMILIES]
    if few:
        notes.append(_too_few())
    asked = (
        translate("Insights", "before: %n families", None, families.get("before", 0)),
        translate("Insights", "after: %n families", None, families.get("after", 0)),
    )
    return Figure(
        "confidence",
        translate("Insights", "Carers' own answers"),
        translate("Insights", "Answered {before}, {after}").format(before=asked[0], after=asked[1]),
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
