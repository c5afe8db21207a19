"""The verb that writes how a baby likes to be met in the instructor's words."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.families.names import clean
from massage_studio.progress.models import MetEdit
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

LONGEST = 300


def change_met(session: Session, *, baby_id: UUID, words: Mapping[str, str | None]) -> Changes:
    """Let these words stand, by key; empty ones leave a sentence out, None brings that of the notes back."""
    rows = session.scalars(select(MetEdit).where(MetEdit.baby_id == baby_id, MetEdit.key.in_(list(words))))
    known = {row.key: row for row in rows}
    for key, said in words.items():
        row = known.get(key)
        if said is None:
            if row is not None:
                session.delete(row)
        elif row is not None:
            row.words = clean(said, LONGEST)
        else:
            session.add(MetEdit(id=new_id(), baby_id=baby_id, key=key, words=clean(said, LONGEST)))
    session.flush()
    return changed(Thing.FAMILIES)
