"""Which documents were handed to whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.changes import Thing


class HandoutIssued(Keyed, Base):
    """A document that left the studio for a family, printed or exported."""

    __tablename__ = "handout_issued"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(CheckConstraint("how IN ('printed', 'exported')", name="how"))

    document: Mapped[str]
    family_id: Mapped[UUID] = refers("family.id")
    session_id: Mapped[UUID | None] = refers("class_session.id")
    how: Mapped[str]
    issued_at: Mapped[datetime]
