"""The verb that brings a colleague's curriculum in: as items of one's own, over nothing that is there."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.curriculum import service
from massage_studio.curriculum.queries import own_items
from massage_studio.exchange.curriculum_files import SharedFile
from massage_studio.exchange.curriculum_queries import look
from massage_studio.language import translate
from massage_studio.store.changes import Changes


def bring_in(session: Session, *, file: SharedFile, now: datetime, operation_id: UUID) -> Changes:
    """Add what is new here or clashes, each item once, as one operation.

    Raises:
        KnownError: a course plan of it has no class.
    """
    comes = [item for item in look(session, file=file).items if item.key is not None]
    there = {item.code for item in own_items(session)}
    service.prepare_items(
        session,
        [
            (item.key, item.kind, _complete(item.kind, item.words))
            for item in comes
            if item.key is not None and service.own_code(item.key) not in there
        ],
    )
    return service.show_items(
        session,
        item_ids=[item.key for item in comes if item.key is not None],
        words=file.by or translate("Sharing", "a colleague"),
        now=now,
        operation_id=operation_id,
    )


def _complete(kind: str, words: dict[str, object]) -> dict[str, object]:
    # What a colleague looked up, nobody has looked up here.
    return words | {"verified": False} if kind == "evidence" else words
