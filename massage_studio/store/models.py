"""The studio's own particulars: one row a fact."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base


class Particular(Base):
    """One fact about the studio, such as the instructor's name; `picture` holds a logo."""

    __tablename__ = "particular"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(default="")
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
