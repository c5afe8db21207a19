"""The verbs of the content: an instructor changes, adds and hides items; what ships is never overwritten."""

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.curriculum.content import entry_of, shipped_entry, title_of
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_files import KINDS
from massage_studio.curriculum.item_checks import check_words
from massage_studio.curriculum.item_fields import NO_WORDS, USUAL_MINUTES
from massage_studio.curriculum.models import OwnItem
from massage_studio.curriculum.queries import current, own_items, whole
from massage_studio.curriculum.views import OWN
from massage_studio.errors import BugError, KnownError
from massage_studio.families.names import clean_lines
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from massage_studio.store.recorder import Recorder

# The class room and the palette show the words of the vocabulary.
_CHANGED = (Thing.CURRICULUM, Thing.CUES, Thing.STUDIO)
# Of a finding of her own she alone can say whether she looked it up.
_OF_HERS = frozenset(("verified",))
_ALWAYS_OFFERED = ("state", "source")


def put_words(
    session: Session,
    *,
    kind: str,
    code: str,
    words: Mapping[str, Any],
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Put her words over fields of an item, by field; words that are as they ship are not hers.

    Raises:
        KnownError: a text is empty.
    """
    shipped = shipped_entry(kind, code)
    with _operation(session, "change_content", now, operation_id, _title(session, kind, code)) as recorder:
        if recorder.to_do:
            row = _row(session, kind, code)
            if shipped is None and not row.added:
                raise BugError(f"Nothing of the kind {kind} has the code {code}")
            hers, before = json.loads(row.words), json.loads(row.shipped)
            for field, value in _checked(kind, words, shipped or {}, own=row.added).items():
                hers[field] = value
                if shipped is not None:
                    before[field] = shipped_words(kind, shipped, field)
            _keep(session, row, hers, before)
    return changed(*_CHANGED)


def keep_words(
    session: Session, *, kind: str, code: str, field: str, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Keep her words of a field over those that ship now, and ask no more until they change again."""
    shipped = shipped_entry(kind, code)
    with _operation(session, "keep_content", now, operation_id, _title(session, kind, code)) as recorder:
        row = _found(session, kind, code)
        if recorder.to_do and row is not None and shipped is not None:
            before = json.loads(row.shipped) | {field: shipped_words(kind, shipped, field)}
            _keep(session, row, json.loads(row.words), before)
    return changed(*_CHANGED)


def shipped_words(kind: str, shipped: Mapping[str, Any], field: str) -> Any:
    """Return what ships in a field, what it stands for where nothing is written there."""
    return shipped[field] if field in shipped else KINDS[kind].defaults.get(field)


def reset_words(
    session: Session,
    *,
    kind: str,
    code: str,
    field: str | None = None,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Show what ships again in one field of an item, or in all of them; an item of her own stays hers."""
    with _operation(session, "reset_content", now, operation_id, _title(session, kind, code)) as recorder:
        row = _found(session, kind, code)
        if recorder.to_do and row is not None and not row.added:
            hers, before = json.loads(row.words), json.loads(row.shipped)
            for name in [field] if field else list(hers):
                hers.pop(name, None)
                before.pop(name, None)
            _keep(session, row, hers, before)
    return changed(*_CHANGED)


def add_item(
    session: Session,
    *,
    item_id: UUID,
    kind: str,
    words: Mapping[str, Any],
    now: datetime,
    operation_id: UUID | None = None,
    name: str = "",
) -> Changes:
    """Add an item of her own behind those that ship, once; `own_code` of its key is its code.

    A stroke that does not say what it involves may involve anything, and a cue that does not say who is told
    of it is told to the instructor alone. A finding is told in her words, and holds as looked up where
    she does not say otherwise. Undo calls it by the `name`.

    Raises:
        KnownError: a text is empty.
    """
    if session.get(OwnItem, item_id) is None:
        prepare_items(session, [(item_id, kind, words)])
    row = session.get_one(OwnItem, item_id)
    # Taken back it is hidden, never gone: a course or a note may name it by then.
    title = name or title_of(kind, json.loads(row.words))
    with _operation(session, "add_content", now, operation_id, title) as recorder:
        if recorder.to_do:
            row.hidden = False
            _keep(session, row, json.loads(row.words), {})
    return changed(*_CHANGED, made=item_id)


def prepare_items(session: Session, items: Iterable[tuple[UUID, str, Mapping[str, Any]]]) -> None:
    """Make items of her own, each with a key, a kind and words, that are hidden until `add_item` shows them.

    They may name each other.
    """
    rows = [
        OwnItem(
            id=key,
            kind=kind,
            code=own_code(key),
            words=json.dumps(_complete(kind, words), ensure_ascii=False),
            shipped="{}",
            added=True,
            hidden=True,
        )
        for key, kind, words in items
    ]
    session.add_all(rows)
    session.flush()
    content = current(session)
    for row in rows:
        check_words(row.kind, json.loads(row.words), content)


def show_items(
    session: Session, *, item_ids: Iterable[UUID], words: str, now: datetime, operation_id: UUID
) -> Changes:
    """Show prepared items as one operation, such as what a colleague shared, and name it.

    Raises:
        KnownError: a course plan among them has no class.
    """
    with _operation(session, "share_content", now, operation_id, words) as recorder:
        if recorder.to_do:
            for key in item_ids:
                session.get_one(OwnItem, key).hidden = False
            session.flush()
            _check_whole(session)
    return changed(*_CHANGED)


def copy_item(
    session: Session,
    *,
    item_id: UUID,
    kind: str,
    code: str,
    title: str,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Add an item of her own that says what another one does now, under another title."""
    entry = entry_of(own_items(session), kind, code)
    if entry is None:
        raise BugError(f"Nothing of the kind {kind} has the code {code}")
    words = {name: value for name, value in entry.items() if name in KINDS[kind].fields}
    # Findings stay where they are, and one plan is the default.
    words |= {name: empty for name, empty in (("evidence", []), ("default", False)) if name in words}
    words |= {KINDS[kind].title: title}
    return add_item(session, item_id=item_id, kind=kind, words=words, now=now, operation_id=operation_id)


def _complete(kind: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new item of hers says, as careful as can be where she does not say it."""
    if kind == "state":
        raise KnownError("There are six states, in the Brazelton tradition.", "Add a cue instead.")
    about = {name: words[name] for name in words if (kind, name) == ("evidence", "benefit")}
    hers = _checked(kind, {name: words[name] for name in words if name not in about}, {}, new=True)
    if kind == "evidence":
        return {"parent": hers.get("finding", ""), "verified": True, **hers, **about}
    if kind == "stroke":
        return {"involves": list(INVOLVED), **hers}
    if kind in USUAL_MINUTES:
        return {"minutes": USUAL_MINUTES[kind], **hers}
    return {"audience": "instructor", **hers} if kind == "cue" else hers


def own_code(item_id: UUID) -> str:
    """Return the code of an item that was added under this key."""
    return f"{OWN}{item_id.hex}"


def hide(
    session: Session,
    *,
    kind: str,
    code: str,
    now: datetime,
    operation_id: UUID | None = None,
    name: str = "",
) -> Changes:
    """Offer an item nowhere; where it was used it stays readable. Undo calls it by the `name`.

    Raises:
        KnownError: it is one of the six states, or the last course plan.
    """
    return _hide(session, kind, code, True, now, operation_id, name)


def show(
    session: Session,
    *,
    kind: str,
    code: str,
    now: datetime,
    operation_id: UUID | None = None,
    name: str = "",
) -> Changes:
    """Offer an item again that was hidden. Undo calls it by the `name`."""
    return _hide(session, kind, code, False, now, operation_id, name)


def _hide(
    session: Session, kind: str, code: str, hidden: bool, now: datetime, operation_id: UUID | None, name: str
) -> Changes:
    if kind in _ALWAYS_OFFERED:
        raise KnownError("This is always offered.", "Change its words instead.")
    verb, title = "hide_content" if hidden else "show_content", name or _title(session, kind, code)
    with _operation(session, verb, now, operation_id, title) as recorder:
        if recorder.to_do:
            row = _row(session, kind, code)
            row.hidden = hidden
            _keep(session, row, json.loads(row.words), json.loads(row.shipped))
    return changed(*_CHANGED)


def _operation(
    session: Session, verb: str, now: datetime, operation_id: UUID | None, words: str
) -> AbstractContextManager[Recorder]:
    return operation(session, verb, operation_id=operation_id or new_id(), now=now, words=words)


def _title(session: Session, kind: str, code: str) -> str:
    entry = entry_of(own_items(session), kind, code)
    return title_of(kind, entry) if entry else ""


def _found(session: Session, kind: str, code: str) -> OwnItem | None:
    return session.scalar(select(OwnItem).where(OwnItem.kind == kind, OwnItem.code == code))


def _row(session: Session, kind: str, code: str) -> OwnItem:
    row = _found(session, kind, code)
    if row is None:
        row = OwnItem(id=new_id(), kind=kind, code=code, words="{}", shipped="{}", added=False, hidden=False)
        session.add(row)
    return row


def _checked(
    kind: str, words: Mapping[str, Any], shipped: Mapping[str, Any], *, new: bool = False, own: bool = False
) -> dict[str, Any]:
    """Return words as they are kept; BugError for a field that such an item has not, or that is no words."""
    unknown = words.keys() - KINDS[kind].fields | (
        set() if new else words.keys() & (NO_WORDS - (_OF_HERS if own else frozenset()))
    )
    if unknown:
        raise BugError(f"A {kind} takes no words for {sorted(unknown)}")
    kept = {name: _clean(value) for name, value in words.items()}
    title = KINDS[kind].title
    if any(value == "" and ((new and name == title) or shipped.get(name)) for name, value in kept.items()):
        raise KnownError("There are no words.", "Write some, or take what ships.")
    return kept


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value


def _keep(session: Session, row: OwnItem, words: dict[str, Any], shipped: dict[str, Any]) -> None:
    """Write what is hers of an item; where nothing is, the row goes."""
    for name in [name for name in shipped if words.get(name) == shipped[name]]:
        del words[name], shipped[name]
    row.words, row.shipped = (json.dumps(part, ensure_ascii=False) for part in (words, shipped))
    if not (words or row.added or row.hidden):
        session.delete(row)
    session.flush()
    check_words(row.kind, words, current(session))
    _check_whole(session)


def _check_whole(session: Session) -> None:
    """Raise where something names what is not there, so that no such thing is ever kept."""
    plans = whole(session).plans
    if not plans:
        raise KnownError("This is the last course plan.", "Show or add another one first.")
    if not all(plan.sessions for plan in plans):
        raise KnownError("The plan has no class.", "Plan one first.")
