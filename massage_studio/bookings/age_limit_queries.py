"""Whether a baby's age fits a course."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.models import Course
from massage_studio.families.age import Age, age_on
from massage_studio.families.queries import babies_by_id
from massage_studio.language import translate


def age_fits(session: Session, *, course_id: UUID, baby_id: UUID, on: date) -> str:
    """Return a sentence where a baby is outside the ages of a course, nothing where it fits or is not known.

    The age is that of the first class from `on` onwards, corrected for a baby that came early.
    """
    baby = babies_by_id(session, ids=(baby_id,), today=on)[baby_id]
    return dates_fit(session, course_id=course_id, birth_date=baby.birth_date, due_date=baby.due_date, on=on)


def dates_fit(
    session: Session, *, course_id: UUID, birth_date: date | None, due_date: date | None, on: date
) -> str:
    """Return what `age_fits` says, for a baby that is not written down yet."""
    return ages_of(session.get_one(Course, course_id), birth_date=birth_date, due_date=due_date, on=on)


def ages_of(course: Course, *, birth_date: date | None, due_date: date | None, on: date) -> str:
    """Return what `age_fits` says, of a course that was read already."""
    zone = ZoneInfo(course.zone)
    days = (part.starts_at.astimezone(zone).date() for part in course.sessions if part.status != "cancelled")
    day = next((one for one in days if one >= on), on)
    age = age_on(day, birth_date, due_date)
    if age is None or not _outside(age, course.min_weeks, course.max_weeks):
        return ""
    return translate("Rooms", "{age} on {day} {month}; {range}.").format(
        age=_age_words(age),
        day=day.day,
        month=_month(day),
        range=_range_words(course.min_weeks, course.max_weeks),
    )


def _outside(age: Age, least: int | None, most: int | None) -> bool:
    weeks = age.weeks if age.corrected_weeks is None else age.corrected_weeks
    return age.days < 0 or (least is not None and weeks < least) or (most is not None and weeks > most)


def _month(day: date) -> str:
    names = (
        translate("Rooms", "January"),
        translate("Rooms", "February"),
        translate("Rooms", "March"),
        translate("Rooms", "April"),
        translate("Rooms", "May"),
        translate("Rooms", "June"),
        translate("Rooms", "July"),
        translate("Rooms", "August"),
        translate("Rooms", "September"),
        translate("Rooms", "October"),
        translate("Rooms", "November"),
        translate("Rooms", "December"),
    )
    return names[day.month - 1]


def _age_words(age: Age) -> str:
    if age.days < 0:
        return translate("Rooms", "Not born yet")
    if age.corrected_weeks is None:
        return translate("Rooms", "%n weeks old", None, age.weeks)
    if age.corrected_weeks < 0:
        return translate("Rooms", "Not yet at the due date")
    return translate("Rooms", "Corrected age %n weeks", None, age.corrected_weeks)


def _range_words(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return translate("Rooms", "this course is for {least} to %n weeks", None, most).format(least=least)
    if least is not None:
        return translate("Rooms", "this course is for %n weeks and older", None, least)
    if most is not None:
        return translate("Rooms", "this course is for up to %n weeks", None, most)
    return translate("Rooms", "this course is for babies")
