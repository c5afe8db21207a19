"""What the dialog about a family's own data shows at once."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.cues.amendment_queries import Amendment, amendments
from massage_studio.families import rights_queries
from massage_studio.families.queries import called
from massage_studio.families.rights_queries import RightsRequestView
from massage_studio.safekeeping.backup_list import Kept, backups
from massage_studio.safekeeping.erasure_queries import Mention, mentions
from massage_studio.store.copying import names_family
from massage_studio.store.operations import OperationTexts, operations_of_people

# What somebody wrote of a family, by table: an audit shows it as it was beside what it became.
_WRITTEN = {
    "baby": ("given_name", "family_name", "birth_date", "due_date"),
    "carer": ("given_name", "family_name", "relationship", "phone", "email", "contact_restriction"),
    "check_in": ("words",),
    "family": ("form_back_on", "hold_reason"),
    "health_flag": ("what", "expires"),
    "note": ("text",),
    "own_words": ("words",),
    "payment": ("note",),
    "private_mark": ("words",),
    "referral": ("service", "agreed", "outcome"),
    "restriction_override": ("reason",),
    "rights_request": ("words", "asked_on", "done_on"),
}


@dataclass(frozen=True, slots=True)
class FamilyData:
    """A family's names, what it asked for, why it is kept, where else it is named, and what was changed.

    `amendments` are those of notes of its `babies` in classes.
    """

    names: tuple[str, ...]
    requests: tuple[RightsRequestView, ...]
    hold_reason: str
    mentions: tuple[Mention, ...]
    changes: tuple[OperationTexts, ...]
    amendments: tuple[Amendment, ...]
    babies: frozenset[UUID]


def family_data(session: Session, *, family_id: UUID, most: int = 300) -> FamilyData:
    """Return it, of the changes at most so many, the latest first."""
    babies, carers = called(session, family_ids=[family_id])[family_id]
    people = rights_queries.people_of(session, family_id=family_id)
    everybody = frozenset(key for keys in people.values() for key in keys)
    return FamilyData(
        (*babies, *carers),
        rights_queries.requests(session, family_id=family_id),
        rights_queries.hold_reason(session, family_id=family_id),
        mentions(session, family_id=family_id),
        operations_of_people(session, subject_ids=everybody, shown=_WRITTEN, limit=most),
        amendments(session, baby_ids=people["baby"]),
        people["baby"],
    )


def backups_holding(folder: Path, *, family_id: UUID) -> tuple[Kept, ...]:
    """Return the backups beside a studio that still name a family, the newest first."""
    return tuple(one for one in backups(folder) if names_family(one.file, family_id))
