"""The verbs of the class room; each is one press of the log, so that undo and redo know it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.cues import delivered_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_views import neighbour
from massage_studio.cues.log_service import ActionRecorder, pressed
from massage_studio.cues.models import CueNote
from massage_studio.cues.opening_service import open_class
from massage_studio.cues.pairs import next_to_answer
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.queries import notes_of, run_again, words_for
from massage_studio.cues.states_service import begin_state, running_at, within
from massage_studio.cues.timeline import of_baby
from massage_studio.cues.tray_service import release
from massage_studio.cues.views import MASSAGING, OF_ONE_BABY, Kind, Massaged
from massage_studio.errors import KnownError
from massage_studio.families.names import clean_lines
from massage_studio.families.views import Layer
from massage_studio.store.changes import Changes, changed


def record(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    dyads: tuple[tuple[UUID, UUID | None], ...],
    kind: Kind,
    code: str,
    now: datetime,
    text: str = "",
    layer: str = "",
    at: datetime | None = None,
    held_id: UUID | None = None,
    answers: UUID | Literal["last"] | None = "last",
) -> Changes:
    """Write one press down for each (baby, adult) of `dyads`; the same action is written once.

    A state ends the baby's open one; the state that a baby is already in is not written again, and one that
    comes within 0.6 s of another takes its place. Moments never run backwards within a class, even when
    the clock does. `at` is for what is written down afterwards: it finds its place among what is there.
    With `held_id` it is the press that waited in the tray, of its own moment, and waits no longer. It
    belongs to the activity that runs, or ran at its moment. Notes and bookmarks can be a whole group's. A
    response answers the sign `answers`, none where that is None, or the last one that is open.

    Raises:
        KnownError: a note has no words, what is one baby's own is told of several, a state is told of a class
            that is over, or the press in the tray waits no longer.
    """
    text = clean_lines(text)
    if kind in OF_ONE_BABY and len(dyads) > 1:
        raise KnownError("Each baby answers for itself.", "Press it again for one baby at a time.")
    if kind == "note" and not text:
        raise KnownError("The note is empty.", "Write a few words, then press Enter.")
    babies = dict(dyads)
    with pressed(
        session,
        kind,
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=babies,
        code=code,
        opens=open_class,
    ) as press:
        if press.written:
            return press.changes
        if held_id is not None:
            at = release(press, held_id)
        if kind == "state" and press.finished and at is None:
            raise KnownError("This class is over, so no state can begin.", "Open the class again first.")
        if at is not None:
            at = within(press, at)
        delivered_id = press.running if at is None else running_at(press, at)
        if kind == "state":
            begin_state(press, babies, code, delivered_id, at)
        else:
            for baby_id, carer_id in dyads:
                press.note(
                    baby_id=baby_id,
                    carer_id=carer_id,
                    kind=kind,
                    code=code,
                    text=text,
                    layer=layer,
                    delivered_id=delivered_id,
                    at=at or press.at,
                    answers=_sign(press, baby_id, code, answers, at or press.at)
                    if kind == "response"
                    else None,
                )
    return press.changes


def everybody_massages(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    dyads: tuple[tuple[UUID, UUID | None], ...],
    now: datetime,
    held_id: UUID | None = None,
) -> Massaged:
    """Write down as one press that these babies are massaged now, but for those who did not say so.

    A baby whose last word was no yes, or that was asked and has not answered yet, is left as it is: a press
    for the group answers for nobody. With `held_id` it is the press that waited in the tray.

    Raises:
        KnownError: the press in the tray waits no longer.
    """
    babies = dict(dyads)
    with pressed(
        session,
        "response",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=babies,
        code=MASSAGING,
        opens=open_class,
    ) as press:
        if press.written:
            return Massaged(press.changes.things)
        at = within(press, release(press, held_id)) if held_id is not None else press.at
        delivered_id = press.running if held_id is None else running_at(press, at)
        noted = notes_of(session, session_ids=(session_id,), baby_ids=babies)[session_id]
        left_out = tuple(key for key in babies if permission_timeline(of_baby(noted, key)).forbids)
        for baby_id, carer_id in dyads:
            if baby_id not in left_out:
                press.note(
                    baby_id=baby_id,
                    carer_id=carer_id,
                    kind="response",
                    code=MASSAGING,
                    delivered_id=delivered_id,
                    at=at,
                )
    return Massaged(press.changes.things, left_out=left_out)


def _sign(
    press: ActionRecorder, baby_id: UUID, code: str, chosen: UUID | Literal["last"] | None, at: datetime
) -> UUID | None:
    """Return which sign of a baby a response at a moment answers."""
    if chosen != "last":
        return chosen
    of_class = notes_of(press.session, session_ids=(press.session_id,), baby_ids=(baby_id,))
    sign = next_to_answer(of_class[press.session_id], at, code)
    return sign.id if sign else None


def go_to(
    session: Session, *, action_id: UUID, session_id: UUID, delivered_id: UUID | None, now: datetime
) -> Changes:
    """End the activity that runs and begin `delivered_id`, or none; gone back to, it runs again.

    Raises:
        KnownError: the class is over.
    """
    with pressed(
        session,
        "go_to",
        session_id=session_id,
        action_id=action_id,
        now=now,
        opens=open_class,
        delivered_id=delivered_id,
    ) as press:
        if not press.written:
            if press.finished:
                raise KnownError(
                    "This class is over, so no activity can begin.", "Open the class again first."
                )
            again = run_again(session, session_id=session_id)
            made = delivered_service.go_to(
                session, session_id=session_id, delivered_id=delivered_id, now=press.at, again=again
            ).made
            if made is not None:
                press.facts["made_id"] = made
                press.track("delivered", made, "removed", True, False)
    return press.changes


def step(session: Session, *, action_id: UUID, session_id: UUID, by: int, now: datetime) -> Changes:
    """Go to the activity `by` places after the one that runs now, or before it; past either end to none.

    Raises:
        KnownError: the class is over.
    """
    following = neighbour(delivered(session, session_id=session_id), by)
    if following is None:
        return changed()
    return go_to(session, action_id=action_id, session_id=session_id, delivered_id=following.id, now=now)


def skip(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    delivered_id: UUID,
    now: datetime,
    why: str = "",
) -> Changes:
    """Leave an activity out; where it runs, it ends and the next one that is still to do begins."""
    with pressed(
        session,
        "skip",
        session_id=session_id,
        action_id=action_id,
        now=now,
        opens=open_class,
        delivered_id=delivered_id,
    ) as press:
        if not press.written:
            delivered_service.skip(
                session, session_id=session_id, delivered_id=delivered_id, now=press.at, why=why
            )
    return press.changes


def add_activity(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    title: str,
    minutes: int,
    benefits: tuple[str, ...],
    now: datetime,
    after_id: UUID | None = None,
    kind: str = "topic",
    areas: tuple[str, ...] = (),
    topic: str = "",
    strokes: tuple[str, ...] = (),
) -> Changes:
    """Add an activity to the plan of a class, behind `after_id` or else at its end.

    Raises:
        KnownError: the title is empty, or it takes less than a minute.
    """
    with pressed(session, "add_activity", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            made = delivered_service.add_part(
                session,
                session_id=session_id,
                title=title,
                minutes=minutes,
                benefits=benefits,
                after_id=after_id,
                kind=kind,
                areas=areas,
                topic=topic,
                strokes=strokes,
            ).made
            assert made is not None
            press.facts["delivered_id"] = made
            press.track("delivered", made, "removed", True, False)
    return press.changes


def describe(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    note_id: UUID,
    text: str,
    layer: Layer,
    now: datetime,
) -> Changes:
    """Put a bookmark into words, of its own moment; words that it had, or a note's own, are replaced.

    Raises:
        KnownError: there are no words.
    """
    text = clean_lines(text)
    if not text:
        raise KnownError("The note is empty.", "Write a few words, then press Enter.")
    note = session.get_one(CueNote, note_id)
    with pressed(
        session,
        "describe",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(note.baby_id,),
    ) as press:
        if press.written:
            return press.changes
        for before in (*words_for(session, note=note), *((note,) if note.kind == "note" else ())):
            before.voided_at = press.at
        press.note(
            baby_id=note.baby_id,
            carer_id=note.carer_id,
            kind="note",
            text=text,
            layer=layer,
            delivered_id=note.delivered_id,
            at=note.at,
            refers_to=note_id,
        )
    return press.changes
