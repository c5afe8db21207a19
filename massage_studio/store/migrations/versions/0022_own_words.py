"""Keep of which course a carer's own answers are, her sentence, check-ins and changes of summaries."""

from alembic import op

revision = "0022"
down_revision = "0021"

_RATING = """
CREATE TABLE rating_new (
    carer_id TEXT NOT NULL,
    course_id TEXT,
    moment TEXT NOT NULL,
    statement INTEGER NOT NULL,
    score INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_rating PRIMARY KEY (id),
    CONSTRAINT ck_rating_moment CHECK (moment IN ('before', 'after')),
    CONSTRAINT ck_rating_score CHECK (score BETWEEN 0 AND 10),
    {references}
) STRICT
"""
_OWN_WORDS = """
CREATE TABLE own_words (
    carer_id TEXT NOT NULL,
    course_id TEXT,
    moment TEXT NOT NULL,
    words TEXT NOT NULL,
    on_paper INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_own_words PRIMARY KEY (id),
    CONSTRAINT ck_own_words_moment CHECK (moment IN ('before', 'after')),
    {references}
) STRICT
"""
_CHECK_IN = """
CREATE TABLE check_in (
    family_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    words TEXT NOT NULL,
    made_on TEXT NOT NULL,
    follow_up_on TEXT,
    done_on TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_check_in PRIMARY KEY (id),
    CONSTRAINT uq_check_in_family_id_session_id UNIQUE (family_id, session_id),
    {references}
) STRICT
"""
_SUMMARY_EDIT = """
CREATE TABLE summary_edit (
    course_id TEXT NOT NULL,
    baby_id TEXT NOT NULL,
    home_id TEXT,
    "key" TEXT NOT NULL,
    words TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_summary_edit PRIMARY KEY (id),
    {references}
) STRICT
"""
_SUMMARY_READ = """
CREATE TABLE summary_read (
    course_id TEXT NOT NULL,
    baby_id TEXT NOT NULL,
    home_id TEXT,
    version TEXT NOT NULL,
    read_at TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_summary_read PRIMARY KEY (id),
    {references}
) STRICT
"""
_OLD = "id, carer_id, moment, statement, score, made_on"
# The one course that the babies of a carer's family were booked on; of several none is known to be meant.
_ONLY_COURSE = """
UPDATE rating SET course_id = (
    SELECT MIN(booking.course_id) FROM booking
    JOIN baby ON baby.id = booking.baby_id JOIN carer ON carer.family_id = baby.family_id
    WHERE carer.id = rating.carer_id HAVING COUNT(DISTINCT booking.course_id) = 1
)
"""
_TARGETS = {
    "carer_id": "carer",
    "course_id": "course",
    "family_id": "family",
    "session_id": "class_session",
    "baby_id": "baby",
    "home_id": "carer",
}


def upgrade() -> None:
    """Write the answers over into their wider table, and make the other four."""
    run = op.get_bind().exec_driver_sql
    run(_RATING.format(references=_references("rating", "carer_id", "course_id")))
    run(f"INSERT INTO rating_new ({_OLD}) SELECT {_OLD} FROM rating")
    run("DROP TABLE rating")
    run("ALTER TABLE rating_new RENAME TO rating")
    run(_ONLY_COURSE)
    run(_OWN_WORDS.format(references=_references("own_words", "carer_id", "course_id")))
    for name, columns in (("rating", "carer_id, moment, statement"), ("own_words", "carer_id, moment")):
        _single(name, "course", columns, "no_course", "of_course")
        run(f"CREATE INDEX ix_{name}_course_id ON {name} (course_id)")
    run(_CHECK_IN.format(references=_references("check_in", "family_id", "session_id")))
    for column in ("session_id", "follow_up_on"):
        run(f"CREATE INDEX ix_check_in_{column} ON check_in ({column})")
    for name, made, columns in (
        ("summary_edit", _SUMMARY_EDIT, "course_id, baby_id, key"),
        ("summary_read", _SUMMARY_READ, "course_id, baby_id"),
    ):
        run(made.format(references=_references(name, "course_id", "baby_id", "home_id")))
        _single(name, "home", columns, "one_home", "home")
        for column in ("baby_id", "home_id"):
            run(f"CREATE INDEX ix_{name}_{column} ON {name} ({column})")


def _single(name: str, of: str, columns: str, without: str, within: str) -> None:
    run = op.get_bind().exec_driver_sql
    run(f"CREATE UNIQUE INDEX uq_{name}_{without} ON {name} ({columns}) WHERE {of}_id IS NULL")
    run(f"CREATE UNIQUE INDEX uq_{name}_{within} ON {name} ({columns}, {of}_id) WHERE {of}_id IS NOT NULL")


def _references(name: str, *columns: str) -> str:
    return ", ".join(
        f"CONSTRAINT fk_{name}_{column} FOREIGN KEY({column}) REFERENCES {_TARGETS[column]} (id)"
        " ON DELETE RESTRICT"
        for column in columns
    )
