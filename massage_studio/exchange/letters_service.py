"""The verbs of letters: the instructor's own wording, and the way back to the original."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.exchange.letter_texts import LetterKind, Template
from massage_studio.exchange.letters import check_template
from massage_studio.exchange.models import LetterTemplate
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.overrides_service import allow
from massage_studio.families.restrictions import Purpose
from massage_studio.store.changes import Changes, Thing, changed


def keep_wording(session: Session, *, kind: LetterKind, subject: str, text: str, now: datetime) -> Changes:
    """Keep the instructor's own wording of one kind of letter.

    Raises:
        KnownError: it is empty, or it names a field that this letter has not.
    """
    template = Template(clean(subject), clean_lines(text))
    check_template(kind, template)
    row = session.get(LetterTemplate, kind) or LetterTemplate(kind=kind)
    row.subject, row.text, row.changed_at = template.subject, template.text, now
    session.add(row)
    return changed(Thing.STUDIO)


def write_all_the_same(session: Session, *, carer_id: UUID, reason: str, now: datetime) -> Changes:
    """Keep why a letter goes out that an adult under a contact restriction will read.

    Raises:
        RestrictedError: there is no reason.
    """
    return allow(session, carer_id=carer_id, purpose=Purpose.BE_TOLD, reason=reason, now=now, on=now.date())


def back_to_original(session: Session, *, kind: LetterKind) -> Changes:
    """Write this kind of letter in the program's words again."""
    row = session.get(LetterTemplate, kind)
    if row is None:
        return changed()
    session.delete(row)
    return changed(Thing.STUDIO)
