"""What the studio remembers of files that came in and of letters that went out."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, strict


class ImportLayout(Base):
    """What was answered about one kind of bookings file.

    `signature` is made of its header. `answers` is a JSON object from the key of a question to its answer;
    none of them names a person.
    """

    __tablename__ = "import_layout"
    __table_args__ = strict()

    signature: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    answers: Mapped[str]
    used_at: Mapped[datetime]


class LetterTemplate(Base):
    """An instructor's own wording of a letter, instead of the one that the program brings."""

    __tablename__ = "letter_template"

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    text: Mapped[str]
    changed_at: Mapped[datetime]
