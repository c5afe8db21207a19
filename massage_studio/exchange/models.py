"""What the studio remembers of files that came in and of letters that went out."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, strict


class ImportLayout(Base):
    """How the columns of one kind of bookings file were mapped by hand.

    `signature` is made of its header. `mapping` is a JSON object from what the studio asks for to the
    column's title.
    """

    __tablename__ = "import_layout"
    __table_args__ = strict(
        CheckConstraint("date_order IN ('', 'day first', 'month first')", name="date_order")
    )

    signature: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    mapping: Mapped[str]
    date_order: Mapped[str] = mapped_column(default="")
    used_at: Mapped[datetime]


class LetterTemplate(Base):
    """An instructor's own wording of a letter, instead of the one that the program brings."""

    __tablename__ = "letter_template"

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    text: Mapped[str]
    changed_at: Mapped[datetime]
