"""What is the studio's own of the content: the rest is a file of the program."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, strict
from massage_studio.store.changes import Thing


class OwnItem(Keyed, Base):
    """One item of the content that the instructor made her own: changed, added or hidden.

    `words` is a JSON object of her words by field, `shipped` one of what shipped in those fields when she
    changed them. An item that is `added` is all hers; one that is `hidden` is offered nowhere.
    """

    __tablename__ = "own_item"
    topics = frozenset({Thing.CURRICULUM})
    __table_args__ = strict(UniqueConstraint("kind", "code"))

    kind: Mapped[str]
    code: Mapped[str]
    words: Mapped[str] = mapped_column(default="{}")
    shipped: Mapped[str] = mapped_column(default="{}")
    added: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
