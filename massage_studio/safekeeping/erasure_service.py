"""Erases a family: nothing that tells of it stays, and what the accounts need stays without a name."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import erasing_service
from massage_studio.cues import drafts_service
from massage_studio.families import rights_queries, rights_service
from massage_studio.safekeeping.erasure_queries import LOG, Mention, mentions
from massage_studio.search import forgetting_service
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.erasing import (
    erase_people,
    lifted_triggers,
    replace_everywhere,
    replace_in,
    replace_in_log,
    rows_about,
)


def erase_family(
    session: Session, *, family_id: UUID, now: datetime, today: date, also: Collection[Mention] = ()
) -> Changes:
    """Erase a family from every table, the log of operations and the search; it cannot be taken back.

    Of its places and payments stay the days, the amounts and the numbers of receipts, for the accounts, under
    the name "Erased". Its full names, e-mail addresses, telephone numbers and a family name that nobody else
    has are taken out of all other texts as well, first names only out of the mentions in `also`. The file
    still holds old words of its search until `Store.forget` was called.

    Raises:
        KnownError: there is a reason to keep it, or it has a place in a class to come. Nothing was changed.
    """
    rights_queries.refuse_held(session, family_id=family_id)
    people = rights_queries.people_of(session, family_id=family_id)
    erasing_service.refuse_places_to_come(session, baby_ids=people["baby"], now=now)
    names = rights_queries.names_of(session, family_id=family_id)
    found = {(one.table, one.column, one.key) for one in also}
    old_words = {one for one in also if one.table == LOG}
    with lifted_triggers(session):
        erasing_service.forget_home(session, baby_ids=people["baby"])
        for one in mentions(session, family_id=family_id):
            if one in old_words:
                replace_in_log(session, one.key, one.text, names.given)
            elif one.table != LOG and (one.table, one.column, one.key) in found:
                replace_in(session, one.table, one.column, one.key, names.given)
        about = rows_about(session, people)
        drafts_service.forget(session, keys={key for keys in about.values() for key in keys})
        erase_people(session, people)
        replace_everywhere(session, names.certain)
        rights_service.mark_erased(session, family_id=family_id, today=today)
        session.flush()
    forgetting_service.forget_family(session, family_id=family_id)
    return changed(*Thing)
