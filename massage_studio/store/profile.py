"""Reads and writes the studio's own particulars."""

from collections.abc import Mapping
from dataclasses import asdict, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.models import Setting
from massage_studio.store.profile_view import Profile

_READ = "profile"


def profile(session: Session) -> Profile:
    """Return the studio's particulars; they are read once in a session."""
    if _READ not in session.info:
        session.info[_READ] = _read(session)
    found: Profile = session.info[_READ]
    return found


def write_profile(session: Session, *, profile: Profile) -> Changes:
    """Keep the studio's particulars."""
    return change_profile(session, particulars=asdict(profile))


def change_profile(session: Session, *, particulars: Mapping[str, object]) -> Changes:
    """Keep these particulars, by the names of Profile's fields, and leave the others as they are."""
    for name, value in particulars.items():
        row = session.get(Setting, name) or Setting(name=name)
        if name == "logo":
            row.picture = value if isinstance(value, bytes) else None
        else:
            row.value = str(value)
        session.add(row)
    session.info.pop(_READ, None)
    return changed(Thing.STUDIO)


def _read(session: Session) -> Profile:
    rows = {row.name: row for row in session.scalars(select(Setting))}
    known: dict[str, object] = {}
    for field in fields(Profile):
        row = rows.get(field.name)
        if row is None:
            continue
        known[field.name] = (
            row.picture if field.name == "logo" else type(field.default)(row.value)  # type: ignore[misc]
        )
    return Profile(**known)  # type: ignore[arg-type]
