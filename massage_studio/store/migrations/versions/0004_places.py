"""No class over-booked by any way: another hall, a smaller one, a class held after all, or a step taken back.

A baby counts once in each class, however often it is booked for it. Triggers look at what takes a place, not
at what holds one already, so that a studio that was over-booked before can still be put right.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

_HOLDS = "status IN ('booked', 'offered')"
_TO_COME = "class_session.status IN ('planned', 'running')"

# A home that is visited has room for whoever lives there.
_ROOM = """(
    SELECT CASE course.kind WHEN 'private' THEN course.capacity ELSE min(course.capacity, venue.capacity) END
    FROM course JOIN venue ON venue.id = course.venue_id WHERE course.id = {course}
)"""

# The babies in one class: those of the course, and those that come to this class alone.
_IN_CLASS = f"""(
    SELECT count(DISTINCT baby_id) FROM booking
    WHERE course_id = {{course}} AND {_HOLDS} AND (session_id IS NULL OR session_id = {{session}}){{but}}
)"""

# The same in the class to come that has most of them, at least those of the course.
_IN_FULLEST = f"""(
    SELECT max(babies) FROM (
        SELECT count(DISTINCT baby_id) AS babies FROM booking
        WHERE course_id = {{course}} AND {_HOLDS} AND session_id IS NULL{{but}}
        UNION ALL
        SELECT count(DISTINCT baby_id) FROM class_session JOIN booking
            ON booking.course_id = class_session.course_id
            AND (booking.session_id IS NULL OR booking.session_id = class_session.id)
        WHERE class_session.course_id = {{course}} AND {_TO_COME} AND booking.{_HOLDS}{{but}}
        GROUP BY class_session.id
    )
)"""
_BUT_NEW = " AND baby_id <> NEW.baby_id"

_FULL = "BEGIN SELECT RAISE(ABORT, 'the course is full'); END"

BOOKING = f"""
CREATE TRIGGER booking_capacity_{{when}} BEFORE {{event}} ON booking
WHEN NEW.{_HOLDS} AND {{anew}} AND (
    CASE WHEN NEW.session_id IS NULL
        THEN {_IN_FULLEST.format(course="NEW.course_id", but=_BUT_NEW)}
        ELSE {_IN_CLASS.format(course="NEW.course_id", session="NEW.session_id", but=_BUT_NEW)}
    END
) >= {_ROOM.format(course="NEW.course_id")}
{_FULL}
"""
_HELD_BEFORE = (
    f"OLD.{_HOLDS} AND OLD.course_id = NEW.course_id AND OLD.session_id IS NEW.session_id "
    "AND OLD.baby_id = NEW.baby_id"
)

COURSE = f"""
CREATE TRIGGER course_capacity BEFORE UPDATE OF capacity, venue_id, kind ON course
WHEN (
    CASE NEW.kind WHEN 'private' THEN NEW.capacity
        ELSE min(NEW.capacity, (SELECT capacity FROM venue WHERE id = NEW.venue_id)) END
) < min({_ROOM.format(course="OLD.id")}, {_IN_FULLEST.format(course="OLD.id", but="")})
{_FULL}
"""

# A hall that has become smaller says nothing about the courses that were held in it before.
VENUE = f"""
CREATE TRIGGER venue_capacity BEFORE UPDATE OF capacity ON venue
WHEN NEW.capacity < OLD.capacity AND EXISTS (
    SELECT 1 FROM course AS held WHERE held.venue_id = OLD.id AND held.kind <> 'private'
        AND EXISTS (SELECT 1 FROM class_session WHERE course_id = held.id AND {_TO_COME})
        AND NEW.capacity < {_IN_FULLEST.format(course="held.id", but="")}
)
{_FULL}
"""

CLASS = f"""
CREATE TRIGGER class_session_capacity BEFORE UPDATE OF status ON class_session
WHEN OLD.status = 'cancelled' AND NEW.status <> 'cancelled'
    AND {_IN_CLASS.format(course="NEW.course_id", session="NEW.id", but="")}
        > {_ROOM.format(course="NEW.course_id")}
{_FULL}
"""


def upgrade() -> None:
    """Put these triggers in the place of those that knew the course's own capacity alone."""
    for trigger in ("booking_capacity_insert", "booking_capacity_update", "course_capacity"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute(BOOKING.format(when="insert", event="INSERT", anew="1"))
    updated = "UPDATE OF status, course_id, session_id, baby_id"
    op.execute(BOOKING.format(when="update", event=updated, anew=f"NOT ({_HELD_BEFORE})"))
    for trigger in (COURSE, VENUE, CLASS):
        op.execute(trigger)
