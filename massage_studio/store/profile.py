"""The studio's own particulars: who teaches, under which name, where in time."""

from dataclasses import asdict, dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.models import Particular


@dataclass(frozen=True, slots=True)
class Profile:
    """Who teaches; `zone` is an IANA time zone, `wait_hours` the wait after an immunisation."""

    instructor: str = ""
    business: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    zone: str = "Europe/London"
    currency: str = "GBP"
    wait_hours: int = 48
    logo: bytes | None = None

    @property
    def named(self) -> bool:
        """Tell whether the first-run page was answered."""
        return bool(self.instructor or self.business)


def profile(session: Session) -> Profile:
    """Return the studio's particulars."""
    rows = {row.name: row for row in session.scalars(select(Particular))}
    known: dict[str, object] = {}
    for field in fields(Profile):
        row = rows.get(field.name)
        if row is None:
            continue
        known[field.name] = (
            row.picture if field.name == "logo" else type(field.default)(row.value)  # type: ignore[misc]
        )
    return Profile(**known)  # type: ignore[arg-type]


def write_profile(session: Session, *, profile: Profile) -> Changes:
    """Keep the studio's particulars."""
    for name, value in asdict(profile).items():
        row = session.get(Particular, name) or Particular(name=name)
        if name == "logo":
            row.picture = value
        else:
            row.value = str(value)
        session.add(row)
    return changed(Thing.STUDIO)
