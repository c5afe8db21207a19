"""Keep what was changed in stories, which were read, who lives apart, and which version was given."""

from alembic import op

revision = "0010"
down_revision = "0009"

_SENTENCE_EDIT = """
CREATE TABLE sentence_edit (
    session_id TEXT NOT NULL,
    baby_id TEXT NOT NULL,
    home_id TEXT,
    "key" TEXT NOT NULL,
    words TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_sentence_edit PRIMARY KEY (id),
    {references}
) STRICT
"""
_STORY_READ = """
CREATE TABLE story_read (
    session_id TEXT NOT NULL,
    baby_id TEXT NOT NULL,
    home_id TEXT,
    version TEXT NOT NULL,
    read_at TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_story_read PRIMARY KEY (id),
    {references}
) STRICT
"""
_HANDOUT_ISSUED = """
CREATE TABLE handout_issued_new (
    document TEXT NOT NULL,
    family_id TEXT NOT NULL,
    session_id TEXT,
    baby_id TEXT,
    home_id TEXT,
    how TEXT NOT NULL,
    variant TEXT DEFAULT 'a4' NOT NULL,
    version TEXT DEFAULT '' NOT NULL,
    issued_at TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_handout_issued PRIMARY KEY (id),
    CONSTRAINT ck_handout_issued_how CHECK (how IN ('printed', 'exported', 'drafted')),
    CONSTRAINT fk_handout_issued_family_id FOREIGN KEY(family_id) REFERENCES family (id) ON DELETE RESTRICT,
    {references}
) STRICT
"""
_OLD = "id, document, family_id, session_id, how, issued_at"


def upgrade() -> None:
    """Make the two tables, and write the log of papers over into its wider one."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE carer ADD COLUMN lives_apart INTEGER DEFAULT 0 NOT NULL")
    for name, made, columns in (
        ("sentence_edit", _SENTENCE_EDIT, "session_id, baby_id, key"),
        ("story_read", _STORY_READ, "session_id, baby_id"),
    ):
        run(made.format(references=_references(name)))
        run(f"CREATE UNIQUE INDEX uq_{name}_one_home ON {name} ({columns}) WHERE home_id IS NULL")
        run(f"CREATE UNIQUE INDEX uq_{name}_home ON {name} ({columns}, home_id) WHERE home_id IS NOT NULL")
        for column in ("baby_id", "home_id"):
            run(f"CREATE INDEX ix_{name}_{column} ON {name} ({column})")
    run(_HANDOUT_ISSUED.format(references=_references("handout_issued")))
    run(f"INSERT INTO handout_issued_new ({_OLD}) SELECT {_OLD} FROM handout_issued")
    run("DROP TABLE handout_issued")
    run("ALTER TABLE handout_issued_new RENAME TO handout_issued")
    for column in ("family_id", "session_id"):
        run(f"CREATE INDEX ix_handout_issued_{column} ON handout_issued ({column})")


def _references(name: str) -> str:
    targets = {"session_id": "class_session", "baby_id": "baby", "home_id": "carer"}
    return ", ".join(
        f"CONSTRAINT fk_{name}_{column} FOREIGN KEY({column}) REFERENCES {target} (id) ON DELETE RESTRICT"
        for column, target in targets.items()
    )
