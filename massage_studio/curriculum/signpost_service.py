"""The verbs of local services: signposts of her own, near her families, that take-homes print."""

import json
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.curriculum import service as items
from massage_studio.curriculum.models import OwnItem
from massage_studio.curriculum.views import Service
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation

_KIND = "signpost"
_LONGEST = 60


def keep_local_service(
    session: Session,
    *,
    item_id: UUID,
    when: str,
    to: str,
    checked: date,
    service: Service,
    area: str,
    opening: str,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Add a local service, or change it where it is kept; `when` is its name or when to call it.

    For which area it is and when it is open is for the instructor; paper has no room for it.

    Raises:
        KnownError: a text is empty or has more than 60 characters.
    """
    # Paper puts a colon behind the one and a full stop behind the other.
    named, number = clean(when).rstrip(" :;,."), clean(to).rstrip(" :;,.")
    if not named:
        raise KnownError("The name is empty.", "Write a name, or when to call.")
    if not number:
        raise KnownError("The number is empty.", "Write a number or an address.")
    if max(len(named), len(number)) > _LONGEST:
        raise KnownError("There is no room for so many words on paper.", "Write at most 60 characters.")
    about = {"service": service, "area": clean(area), "opening": clean(opening)}
    words = {"when": named, "to": number, "checked": checked.isoformat(), **about}
    known = session.get(OwnItem, item_id)
    with operation(
        session, "keep_local_service", operation_id=operation_id or new_id(), now=now, words=named
    ) as doing:
        if doing.to_do and known is None:
            said = {name: value for name, value in words.items() if value}
            items.add_item(session, item_id=item_id, kind=_KIND, words=said, now=now)
        elif doing.to_do and known is not None:
            items.put_words(session, kind=_KIND, code=known.code, words=words, now=now)
    return doing.changed(item_id)


def remove_local_service(
    session: Session, *, item_id: UUID, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Print a local service no more."""
    row = session.get_one(OwnItem, item_id)
    with operation(
        session,
        "remove_local_service",
        operation_id=operation_id or new_id(),
        now=now,
        words=json.loads(row.words)["when"],
    ) as doing:
        if doing.to_do:
            items.hide(session, kind=_KIND, code=row.code, now=now)
    return doing.changed()
