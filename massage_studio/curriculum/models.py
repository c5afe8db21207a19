"""The curriculum: benefits with their evidence, strokes and plans."""

from sqlalchemy.orm import Mapped, mapped_column, relationship

from massage_studio.store.base import Base, refers


class Benefit(Base):
    """One of the ways in which massage may help a dyad, told with the strength of its evidence."""

    __tablename__ = "benefit"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str]
    messages: Mapped[tuple[str, ...]]
    honest_statement: Mapped[str]
    avoid_saying: Mapped[tuple[str, ...]]
    strength: Mapped[str]
    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.code", lazy="select")


class Source(Base):
    """Where a statement comes from."""

    __tablename__ = "source"

    key: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    author: Mapped[str]
    year: Mapped[str]
    url: Mapped[str]


class Evidence(Base):
    """One finding for, against or beside a benefit."""

    __tablename__ = "evidence"

    code: Mapped[str] = mapped_column(primary_key=True)
    benefit_code: Mapped[str | None] = refers("benefit.code")
    topic: Mapped[str]
    direction: Mapped[str]
    strength: Mapped[str]
    population: Mapped[str]
    design: Mapped[str]
    finding: Mapped[str]
    caveat: Mapped[str]
    sources: Mapped[tuple[str, ...]]


class Stroke(Base):
    """A stroke on one body area, as practice describes it."""

    __tablename__ = "stroke"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    area: Mapped[str]
    area_label: Mapped[str]
    label: Mapped[str]
    description: Mapped[str]


class Contraindication(Base):
    """A reason to wait, adapt or leave massage for another day; `wait_hours` 0 is no fixed time."""

    __tablename__ = "contraindication"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[str]
    action: Mapped[str]
    text: Mapped[str]
    parent: Mapped[str]
    wait_hours: Mapped[int]
    sources: Mapped[tuple[str, ...]]


class Signpost(Base):
    """Where a family is sent: `when` something is the matter, `to` whom."""

    __tablename__ = "signpost"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    when: Mapped[str]
    to: Mapped[str]
    sources: Mapped[tuple[str, ...]]


class CoursePlan(Base):
    """The plan of a whole course."""

    __tablename__ = "course_plan"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    label: Mapped[str]
    minutes: Mapped[int]
    group_max: Mapped[int]
    note: Mapped[str]
    sessions: Mapped[list["PlanSession"]] = relationship(order_by="PlanSession.number", lazy="selectin")


class PlanSession(Base):
    """The plan of one session of a course."""

    __tablename__ = "plan_session"

    code: Mapped[str] = mapped_column(primary_key=True)
    plan_code: Mapped[str] = refers("course_plan.code")
    number: Mapped[int]
    title: Mapped[str]
    focus_benefit: Mapped[str] = refers("benefit.code", index=False)
    areas: Mapped[tuple[str, ...]]
    handouts: Mapped[tuple[str, ...]]
    activities: Mapped[list["Activity"]] = relationship(order_by="Activity.position", lazy="selectin")


class Activity(Base):
    """One planned part of a session, in minutes."""

    __tablename__ = "activity"

    code: Mapped[str] = mapped_column(primary_key=True)
    plan_session_code: Mapped[str] = refers("plan_session.code")
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    benefits: Mapped[tuple[str, ...]]
    areas: Mapped[tuple[str, ...]]
