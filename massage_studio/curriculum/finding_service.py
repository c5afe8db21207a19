"""The verb that keeps a finding of hers, or her words over one that ships, with its source."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.curriculum import service
from massage_studio.store.changes import Changes


def keep_finding(
    session: Session,
    *,
    item_id: UUID,
    code: str,
    words: Mapping[str, Any],
    source_id: UUID,
    source: Mapping[str, str],
    now: datetime,
    operation_id: UUID,
) -> Changes:
    """Put words over the finding `code`, or add one under `item_id`; a `source` of hers is added with it.

    Raises:
        KnownError: a text is empty.
    """
    if source:
        service.add_item(session, item_id=source_id, kind="source", words=source, now=now)
    if code:
        return service.put_words(
            session, kind="evidence", code=code, words=words, now=now, operation_id=operation_id
        )
    return service.add_item(
        session, item_id=item_id, kind="evidence", words=words, now=now, operation_id=operation_id
    )
