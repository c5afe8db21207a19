"""One copy of a take-home as it is printed, with all that is to be read of it before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from massage_studio.bookings.views import RegisterRow, SessionView
from massage_studio.cues import timeline
from massage_studio.cues.views import CueView, KindView
from massage_studio.families.homes import homes
from massage_studio.families.restrictions import Purpose, may
from massage_studio.handouts.copies import Home, copy_title, is_for, reader
from massage_studio.handouts.fitted_sentences import edited
from massage_studio.handouts.papers import Draft, FamilySheet, How, Kind
from massage_studio.handouts.proofs import CopyKey, proof, stops
from massage_studio.handouts.views import TakeHome


@dataclass(frozen=True, slots=True)
class KeptOfClass:
    """What is kept of a class's take-homes: words changed, versions read, and how they were given last.

    Edits go by copy and key of the sentence, what was given by document, family and copy.
    """

    edits: Mapping[CopyKey, Mapping[str, str]]
    read: Mapping[CopyKey, str]
    issued: Mapping[tuple[str, object, CopyKey | None], How]


def family_sheet(
    klass: SessionView,
    cues: Mapping[str, KindView],
    row: RegisterRow,
    home: Home,
    notes: Sequence[CueView],
    noted: TakeHome,
    kept: KeptOfClass,
    file_name: str,
) -> FamilySheet:
    """Return the copy for one home of a baby's take-home, which tells what was `noted`, with its edits."""
    several = len(homes(row.adults)) > 1
    key = CopyKey(row.baby.id, home[0].id if several else None)
    edits = kept.edits.get(key, {})
    view = edited(noted, edits)
    others = [adult for adult in row.adults if adult not in home]
    told = stops(
        baby=row.baby.given_name,
        warnings=timeline.warnings(notes, cues),
        cues=cues,
        zone=ZoneInfo(klass.zone),
        nothing_noted=noted.attended and not noted.notes and not timeline.for_family(notes, cues),
        home=home,
        others=others,
        tells_too_much=not all(
            is_for(words, view.baby, others, home, brought=view.brought) for words in edits.values()
        ),
        barred=[adult for adult in row.adults if not may(adult, Purpose.GET_PAPERS)],
    )
    read = proof(noted, view, edits, told, kept.read.get(key, ""))
    kind: Kind = "take_home" if noted.attended else "catch_up"
    family_id = row.baby.family_id
    title = copy_title(row.baby.name, home) if several else row.baby.name
    draft = Draft(
        kind,
        title,
        file_name,
        view,
        family_id,
        klass.id,
        copy=key,
        reader=reader(home, row),
        version=read.version,
    )
    given = kept.issued.get((kind, family_id, key)) or kept.issued.get((kind, family_id, None))
    return FamilySheet(draft, key, title, row.status, given, read)
