"""Keep what a contact restriction leaves an adult and its days, and classes whose planning was taken back."""

from alembic import op

revision = "0014"
down_revision = "0013"

_WITHDRAWN_CLASS = """
CREATE TABLE withdrawn_class (
    course_id TEXT NOT NULL,
    course TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    zone TEXT NOT NULL,
    venue_id TEXT NOT NULL,
    venue TEXT NOT NULL,
    address TEXT NOT NULL,
    instructor TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_withdrawn_class PRIMARY KEY (id)
) STRICT
"""
_WITHDRAWN = """
CREATE TRIGGER class_session_withdrawn AFTER DELETE ON class_session BEGIN INSERT INTO withdrawn_class (
    id, course_id, course, kind, title, starts_at, minutes, zone,
    venue_id, venue, address, instructor, revision
) SELECT OLD.id, OLD.course_id, course.name, course.kind, OLD.title, OLD.starts_at, OLD.minutes, course.zone,
    venue.id, venue.name, venue.address, course.instructor, OLD.revision + 1
FROM course JOIN venue ON venue.id = course.venue_id WHERE course.id = OLD.course_id; END
"""
_HELD_AGAIN = """
CREATE TRIGGER class_session_held_again AFTER INSERT ON class_session
WHEN EXISTS (SELECT 1 FROM withdrawn_class WHERE id = NEW.id)
BEGIN UPDATE class_session SET revision = 1 + (SELECT revision FROM withdrawn_class WHERE id = NEW.id)
    WHERE id = NEW.id;
DELETE FROM withdrawn_class WHERE id = NEW.id; END
"""


def upgrade() -> None:
    """Add the three columns, the table and its triggers."""
    run = op.get_bind().exec_driver_sql
    run(_WITHDRAWN_CLASS)
    run("CREATE INDEX ix_withdrawn_class_course_id ON withdrawn_class (course_id)")
    run(_WITHDRAWN)
    run(_HELD_AGAIN)
    run("ALTER TABLE carer ADD COLUMN restriction_allows TEXT DEFAULT '[]' NOT NULL")
    run("ALTER TABLE carer ADD COLUMN restriction_since TEXT")
    run("ALTER TABLE carer ADD COLUMN restriction_until TEXT")
