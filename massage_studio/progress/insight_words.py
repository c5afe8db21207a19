"""What terms, months and courses are called in the insights."""

from collections.abc import Iterable

from massage_studio.language import translate
from massage_studio.progress.insight_views import CourseFigures, Insights, Term


def term_words(term: Term) -> str:
    """Return "Spring 2026"."""
    return translate("Insights", "{term} {year}").format(term=season(term.number), year=term.year)


def season(number: int) -> str:
    """Return what a term is called, as courses are named."""
    return (
        translate("Insights", "Spring"),
        translate("Insights", "Summer"),
        translate("Insights", "Autumn"),
    )[number]


def month_words(year: int, month: int) -> str:
    """Return "March 2026"."""
    names = (
        translate("Insights", "January"),
        translate("Insights", "February"),
        translate("Insights", "March"),
        translate("Insights", "April"),
        translate("Insights", "May"),
        translate("Insights", "June"),
        translate("Insights", "July"),
        translate("Insights", "August"),
        translate("Insights", "September"),
        translate("Insights", "October"),
        translate("Insights", "November"),
        translate("Insights", "December"),
    )
    return translate("Insights", "{month} {year}").format(month=names[month - 1], year=year)


def course_words(one: CourseFigures, among: Iterable[CourseFigures]) -> str:
    """Return the name of a course, with the day on which it began where another has the same name."""
    alike = sum(other.start.name == one.start.name for other in among)
    first = one.start.first
    if alike < 2:
        return one.start.name
    return f"{one.start.name}, {first.day} {month_words(first.year, first.month)}"


def title_of(of: Insights) -> str:
    """Return the time that the figures are of: "2026" or "Spring 2026"."""
    asked = of.asked
    return str(asked.year) if asked.term is None else term_words(Term(asked.year, asked.term))


def told_of(of: Insights) -> str:
    """Return which courses of their time the figures are of."""
    asked = of.asked
    if asked.course_id is not None and of.courses:
        return of.courses[0].start.name
    venues = dict(of.venues)
    if asked.venue_id in venues:
        return translate("Insights", "All courses in {venue}").format(venue=venues[asked.venue_id])
    return translate("Insights", "All courses")
