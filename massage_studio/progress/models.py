"""What the instructor wrote herself about how a baby likes to be met."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.changes import Thing


class MetEdit(Keyed, Base):
    """Her words for a sentence that the notes give, or a sentence of her own; empty words leave it out.

    `key` is that of the rule which made the sentence, or her own one's.
    """

    __tablename__ = "met_edit"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(UniqueConstraint("baby_id", "key"))

    baby_id: Mapped[UUID] = refers("baby.id", index=False)
    key: Mapped[str]
    words: Mapped[str]
