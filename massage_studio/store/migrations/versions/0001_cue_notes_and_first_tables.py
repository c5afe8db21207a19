"""The first schema."""

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Amount, Moment, WordList

revision = "0001"
down_revision = None


CAPACITY = """
CREATE TRIGGER booking_capacity_{when} BEFORE {event} ON booking
WHEN NEW.status IN ('booked', 'offered') AND (
    SELECT count(*) FROM booking
    WHERE course_id = NEW.course_id AND status IN ('booked', 'offered') AND id <> NEW.id
) >= (SELECT capacity FROM course WHERE id = NEW.course_id)
BEGIN SELECT RAISE(ABORT, 'the course is full'); END
"""
SHRINK = """
CREATE TRIGGER course_capacity BEFORE UPDATE OF capacity ON course
WHEN NEW.capacity < (
    SELECT count(*) FROM booking WHERE course_id = NEW.id AND status IN ('booked', 'offered')
)
BEGIN SELECT RAISE(ABORT, 'the course is full'); END
"""
APPEND_ONLY = """
CREATE TRIGGER cue_note_append_only BEFORE UPDATE ON cue_note
WHEN NEW.id IS NOT OLD.id OR NEW.session_id IS NOT OLD.session_id OR NEW.baby_id IS NOT OLD.baby_id
    OR NEW.action_id IS NOT OLD.action_id OR NEW.seq IS NOT OLD.seq OR NEW.kind IS NOT OLD.kind
    OR NEW.code IS NOT OLD.code OR NEW.text IS NOT OLD.text OR NEW.at IS NOT OLD.at
    OR NEW.layer IS NOT OLD.layer OR NEW.carer_id IS NOT OLD.carer_id OR NEW.refers_to IS NOT OLD.refers_to
    OR NEW.delivered_id IS NOT OLD.delivered_id
BEGIN SELECT RAISE(ABORT, 'cue notes are voided, never rewritten'); END
"""
KEPT = """
CREATE TRIGGER cue_note_kept BEFORE DELETE ON cue_note
BEGIN SELECT RAISE(ABORT, 'cue notes are voided, never deleted'); END
"""
ACTION_APPEND_ONLY = """
CREATE TRIGGER class_action_append_only BEFORE UPDATE ON class_action
WHEN NEW.id IS NOT OLD.id OR NEW.session_id IS NOT OLD.session_id OR NEW.seq IS NOT OLD.seq
    OR NEW.verb IS NOT OLD.verb OR NEW.baby_id IS NOT OLD.baby_id OR NEW.code IS NOT OLD.code
    OR NEW.at IS NOT OLD.at OR NEW.clock IS NOT OLD.clock OR NEW.changes IS NOT OLD.changes
BEGIN SELECT RAISE(ABORT, 'actions are undone, never rewritten'); END
"""
ACTION_KEPT = """
CREATE TRIGGER class_action_kept BEFORE DELETE ON class_action
BEGIN SELECT RAISE(ABORT, 'actions are undone, never deleted'); END
"""


def upgrade() -> None:
    """Make every table, index and trigger."""
    op.create_table(
        "benefit",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_title", sa.Text(), nullable=False),
        sa.Column("messages", WordList(), nullable=False),
        sa.Column("honest_statement", sa.Text(), nullable=False),
        sa.Column("avoid_saying", WordList(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_benefit")),
        sqlite_strict=True,
    )
    op.create_table(
        "contraindication",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("wait_hours", sa.Integer(), nullable=False),
        sa.Column("sources", WordList(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_contraindication")),
        sqlite_strict=True,
    )
    op.create_table(
        "course_plan",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("group_max", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_course_plan")),
        sqlite_strict=True,
    )
    op.create_table(
        "cue_kind",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("may_mean", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.CheckConstraint("polarity IN ('engagement', 'disengagement')", name=op.f("ck_cue_kind_polarity")),
        sa.CheckConstraint("strength IN ('potent', 'subtle')", name=op.f("ck_cue_kind_strength")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cue_kind")),
        sqlite_strict=True,
    )
    op.create_table(
        "family",
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        sqlite_strict=True,
    )
    op.create_table(
        "palette_key",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_palette_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "particular",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_particular")),
        sqlite_strict=True,
    )
    op.create_table(
        "response_kind",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_response_kind")),
        sqlite_strict=True,
    )
    op.create_table(
        "signpost",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("when", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("sources", WordList(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_signpost")),
        sqlite_strict=True,
    )
    op.create_table(
        "source",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("year", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
        sqlite_strict=True,
    )
    op.create_table(
        "state_kind",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("massage", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_state_kind")),
        sqlite_strict=True,
    )
    op.create_table(
        "stroke",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("area_label", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_stroke")),
        sqlite_strict=True,
    )
    op.create_table(
        "venue",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        sqlite_strict=True,
    )
    op.create_table(
        "baby",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(given_name) BETWEEN 1 AND 200", name=op.f("ck_baby_given_name")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_baby_family_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baby")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_baby_family_id"), "baby", ["family_id"], unique=False)
    op.create_table(
        "carer",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("relationship", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("contact_restriction", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(given_name) BETWEEN 1 AND 200", name=op.f("ck_carer_given_name")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_carer_family_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carer")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_carer_family_id"), "carer", ["family_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('health', 'notes', 'photo', 'contact')", name=op.f("ck_consent_kind")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_consent_family_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_strict=True,
    )
    op.create_index("ix_consent_family_id_kind", "consent", ["family_id", "kind"], unique=False)
    op.create_table(
        "course",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("venue_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("price", Amount(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_course_capacity")),
        sa.ForeignKeyConstraint(
            ["plan_code"], ["course_plan.code"], name=op.f("fk_course_plan_code"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_course_venue_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_course_venue_id"), "course", ["venue_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("benefit_code", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=False),
        sa.Column("population", sa.Text(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("caveat", sa.Text(), nullable=False),
        sa.Column("sources", WordList(), nullable=False),
        sa.ForeignKeyConstraint(
            ["benefit_code"], ["benefit.code"], name=op.f("fk_evidence_benefit_code"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_evidence")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_evidence_benefit_code"), "evidence", ["benefit_code"], unique=False)
    op.create_table(
        "plan_session",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("focus_benefit", sa.Text(), nullable=False),
        sa.Column("areas", WordList(), nullable=False),
        sa.Column("handouts", WordList(), nullable=False),
        sa.ForeignKeyConstraint(
            ["focus_benefit"],
            ["benefit.code"],
            name=op.f("fk_plan_session_focus_benefit"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["plan_code"], ["course_plan.code"], name=op.f("fk_plan_session_plan_code"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_plan_session")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_session_plan_code"), "plan_session", ["plan_code"], unique=False)
    op.create_table(
        "activity",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("plan_session_code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("benefits", WordList(), nullable=False),
        sa.Column("areas", WordList(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_session_code"],
            ["plan_session.code"],
            name=op.f("fk_activity_plan_session_code"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_activity")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_activity_plan_session_code"), "activity", ["plan_session_code"], unique=False)
    op.create_table(
        "booking",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("baby_id", sa.Uuid(), nullable=False),
        sa.Column("carer_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("price", Amount(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("offered_until", Moment(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('enquiry', 'waiting', 'offered', 'booked', 'cancelled', 'moved')",
            name=op.f("ck_booking_status"),
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_booking_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_booking_carer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_booking_course_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_booking_baby_id"), "booking", ["baby_id"], unique=False)
    op.create_index(op.f("ix_booking_course_id"), "booking", ["course_id"], unique=False)
    op.create_index("ix_booking_source_reference", "booking", ["source", "reference"], unique=False)
    op.create_index(
        "uq_booking_one_live",
        "booking",
        ["course_id", "baby_id"],
        unique=True,
        sqlite_where=sa.text("status NOT IN ('cancelled', 'moved')"),
    )
    op.create_table(
        "class_session",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_session_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'finished', 'cancelled')", name=op.f("ck_class_session_status")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_class_session_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plan_session_code"],
            ["plan_session.code"],
            name=op.f("fk_class_session_plan_session_code"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_class_session_course_id_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_class_session_starts_at"), "class_session", ["starts_at"], unique=False)
    op.create_table(
        "health_flag",
        sa.Column("baby_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('allergy', 'immunised', 'skin', 'unwell', 'condition')",
            name=op.f("ck_health_flag_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_health_flag_baby_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_flag")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_health_flag_baby_id"), "health_flag", ["baby_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("baby_id", sa.Uuid(), nullable=True),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("layer IN ('private', 'family', 'safeguarding')", name=op.f("ck_note_layer")),
        sa.ForeignKeyConstraint(["baby_id"], ["baby.id"], name=op.f("fk_note_baby_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_note_family_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_note_baby_id"), "note", ["baby_id"], unique=False)
    op.create_index(op.f("ix_note_family_id"), "note", ["family_id"], unique=False)
    op.create_table(
        "rating",
        sa.Column("carer_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("moment IN ('before', 'after')", name=op.f("ck_rating_moment")),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_rating_score")),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_rating_carer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sqlite_strict=True,
    )
    op.create_index("uq_rating_one_answer", "rating", ["carer_id", "moment", "statement"], unique=True)
    op.create_table(
        "attendance",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("baby_id", sa.Uuid(), nullable=False),
        sa.Column("carer_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("marked_at", Moment(), nullable=True),
        sa.Column("left_at", Moment(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("health_note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "health IN ('', 'nothing_new', 'unwell', 'immunised', 'skin', 'allergy')",
            name=op.f("ck_attendance_health"),
        ),
        sa.CheckConstraint(
            "status IN ('expected', 'here', 'late', 'absent', 'elsewhere')", name=op.f("ck_attendance_status")
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_attendance_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_attendance_carer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_attendance_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("session_id", "baby_id", name=op.f("uq_attendance_session_id_baby_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attendance_baby_id"), "attendance", ["baby_id"], unique=False)
    op.create_table(
        "class_action",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("baby_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("clock", Moment(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_class_action_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_class_action_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_action")),
        sa.UniqueConstraint("session_id", "seq", name=op.f("uq_class_action_session_id_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_class_action_baby_id"), "class_action", ["baby_id"], unique=False)
    op.create_table(
        "delivered",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("benefits", WordList(), nullable=False),
        sa.Column("areas", WordList(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ended_at IS NULL OR started_at IS NOT NULL", name=op.f("ck_delivered_began")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_delivered_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivered")),
        sqlite_strict=True,
    )
    op.create_index("ix_delivered_session_id_position", "delivered", ["session_id", "position"], unique=False)
    op.create_index(
        "uq_delivered_one_running",
        "delivered",
        ["session_id"],
        unique=True,
        sqlite_where=sa.text("started_at IS NOT NULL AND ended_at IS NULL"),
    )
    op.create_table(
        "handout_issued",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("family_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("how IN ('printed', 'exported')", name=op.f("ck_handout_issued_how")),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_handout_issued_family_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["class_session.id"],
            name=op.f("fk_handout_issued_session_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handout_issued")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_handout_issued_family_id"), "handout_issued", ["family_id"], unique=False)
    op.create_index(op.f("ix_handout_issued_session_id"), "handout_issued", ["session_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("paid_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_payment_booking_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_payment_booking_id"), "payment", ["booking_id"], unique=False)
    op.create_table(
        "cue_note",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("baby_id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("delivered_id", sa.Uuid(), nullable=True),
        sa.Column("carer_id", sa.Uuid(), nullable=True),
        sa.Column("refers_to", sa.Uuid(), nullable=True),
        sa.Column("voided_at", Moment(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR (kind = 'state' AND ended_at >= at)", name=op.f("ck_cue_note_interval")
        ),
        sa.CheckConstraint(
            "kind <> 'not_massaged' OR code IN ('asleep','hungry','said_no','recent_jab','unwell','other')",
            name=op.f("ck_cue_note_reason"),
        ),
        sa.CheckConstraint(
            "kind IN ('state', 'cue', 'response', 'permission', 'not_massaged', 'bookmark', 'note')",
            name=op.f("ck_cue_note_kind"),
        ),
        sa.CheckConstraint(
            "layer IN ('', 'private', 'family', 'safeguarding')", name=op.f("ck_cue_note_layer")
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_cue_note_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_cue_note_carer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["delivered_id"], ["delivered.id"], name=op.f("fk_cue_note_delivered_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["refers_to"], ["cue_note.id"], name=op.f("fk_cue_note_refers_to"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_cue_note_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cue_note")),
        sa.UniqueConstraint("session_id", "seq", name=op.f("uq_cue_note_session_id_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_cue_note_action_id"), "cue_note", ["action_id"], unique=False)
    op.create_index(op.f("ix_cue_note_baby_id"), "cue_note", ["baby_id"], unique=False)
    op.create_index(
        "uq_cue_note_one_open_state",
        "cue_note",
        ["session_id", "baby_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'state' AND ended_at IS NULL AND voided_at IS NULL"),
    )
    op.execute(CAPACITY.format(when="insert", event="INSERT"))
    op.execute(CAPACITY.format(when="update", event="UPDATE OF status, course_id"))
    op.execute(SHRINK)
    op.execute(APPEND_ONLY)
    op.execute(KEPT)
    op.execute(ACTION_APPEND_ONLY)
    op.execute(ACTION_KEPT)
