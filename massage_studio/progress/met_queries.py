"""The questions about how babies like to be met."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.progress.models import MetEdit


def met_edits(session: Session, *, baby_ids: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """Return her words by baby and key, her own sentences in the order in which she wrote them."""
    found: dict[UUID, dict[str, str]] = {key: {} for key in baby_ids}
    rows = session.scalars(select(MetEdit).where(MetEdit.baby_id.in_(list(found))).order_by(MetEdit.id))
    for row in rows:
        found[row.baby_id][row.key] = row.words
    return found
