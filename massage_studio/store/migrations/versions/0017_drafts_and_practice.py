"""Keep what was begun and not written, and recordings with which observers practise."""

from alembic import op

revision = "0017"
down_revision = "0016"

_DRAFT = """
CREATE TABLE draft (
    session_id TEXT NOT NULL,
    place TEXT NOT NULL,
    subject TEXT NOT NULL,
    whose TEXT NOT NULL,
    text TEXT NOT NULL,
    layer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT ck_draft_place CHECK (place IN ('note', 'words', 'sheet')),
    CONSTRAINT uq_draft_session_id_place_subject UNIQUE (session_id, place, subject),
    CONSTRAINT fk_draft_session_id FOREIGN KEY(session_id) REFERENCES class_session (id) ON DELETE RESTRICT
) STRICT
"""
_RECORDING = """
CREATE TABLE practice_recording (
    name TEXT NOT NULL,
    observer TEXT NOT NULL,
    made_at TEXT NOT NULL,
    length_ms INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_practice_recording PRIMARY KEY (id)
) STRICT
"""
_EVENT = """
CREATE TABLE practice_event (
    recording_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    subject INTEGER NOT NULL,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_practice_event PRIMARY KEY (id),
    CONSTRAINT ck_practice_event_kind CHECK (kind IN ('state', 'cue', 'response', 'permission', 'bookmark')),
    CONSTRAINT ck_practice_event_interval CHECK (ended_ms IS NULL OR (kind = 'state' AND ended_ms >= at_ms)),
    CONSTRAINT fk_practice_event_recording_id FOREIGN KEY(recording_id) REFERENCES practice_recording (id)
        ON DELETE RESTRICT
) STRICT
"""


def upgrade() -> None:
    """Make the tables; nothing was known before."""
    run = op.get_bind().exec_driver_sql
    run(_DRAFT)
    run(_RECORDING)
    run(_EVENT)
    run("CREATE INDEX ix_practice_event_recording_id ON practice_event (recording_id)")
