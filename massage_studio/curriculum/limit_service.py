"""The verbs of safety rules: an instructor makes one stricter freely, and a laxer one with her reason."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.curriculum import content, service
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.queries import current
from massage_studio.curriculum.safety import laxer, plain_words
from massage_studio.errors import BugError, KnownError
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation

_KIND = "limit"
_LONGEST = 200
LONGEST_WAIT = 366
"""Days; what lasts longer is noted as a flag that stands."""


def add_limit(
    session: Session,
    *,
    item_id: UUID,
    words: Mapping[str, Any],
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Add a safety rule of her own, once; `words` are the fields of a Limit.

    Raises:
        KnownError: the rule lacks something, such as what it forbids or where it comes from.
    """
    hers = _tidy(words)
    _check(_limit(service.own_code(item_id), hers), None)
    with operation(
        session, "add_limit", operation_id=operation_id or new_id(), now=now, words=hers["label"]
    ) as doing:
        if doing.to_do:
            service.add_item(session, item_id=item_id, kind=_KIND, words=hers, now=now)
    return doing.changed(item_id)


def change_limit(
    session: Session,
    *,
    code: str,
    words: Mapping[str, Any],
    reason: str = "",
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Put her words over fields of a safety rule.

    `reason` is why she makes one that ships laxer; one that is as strict keeps none.

    Raises:
        KnownError: the rule lacks something, or is laxer without a reason.
    """
    shipped, before = _shipped(code), _known(session, code)
    hers = _tidy(words)
    after = changed_limit(before, words)
    _check(after, shipped)
    if shipped is not None:
        hers["reason"] = _why(reason) if laxer(shipped, after) else ""
    # What is as it ships is not hers; a field that a rule ships without has the value of a Limit.
    as_shipped = {} if shipped is None else _fields(shipped)
    put = {
        field: value for field, value in hers.items() if field not in as_shipped or as_shipped[field] != value
    }
    with operation(
        session, "change_limit", operation_id=operation_id or new_id(), now=now, words=after.label
    ) as doing:
        if doing.to_do:
            for field in hers.keys() - put.keys():
                if getattr(before, field) != hers[field]:
                    service.reset_words(session, kind=_KIND, code=code, field=field, now=now)
            if put:
                service.put_words(session, kind=_KIND, code=code, words=put, now=now)
    return doing.changed()


def hide_limit(
    session: Session, *, code: str, reason: str = "", now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Let a safety rule rest: it forbids nothing until it is shown again.

    Raises:
        KnownError: it ships, and there is no reason.
    """
    limit = _known(session, code)
    with operation(
        session, "hide_limit", operation_id=operation_id or new_id(), now=now, words=limit.label
    ) as doing:
        if doing.to_do:
            if _shipped(code) is not None:
                service.put_words(session, kind=_KIND, code=code, words={"reason": _why(reason)}, now=now)
            service.hide(session, kind=_KIND, code=code, now=now)
    return doing.changed()


def show_limit(session: Session, *, code: str, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Let a safety rule hold again that was hidden; one that is as strict as it ships needs no reason now."""
    shipped, limit = _shipped(code), _known(session, code)
    with operation(
        session, "show_limit", operation_id=operation_id or new_id(), now=now, words=limit.label
    ) as doing:
        if doing.to_do:
            service.show(session, kind=_KIND, code=code, now=now)
            if shipped is not None and limit.reason and not laxer(shipped, limit):
                service.reset_words(session, kind=_KIND, code=code, field="reason", now=now)
    return doing.changed()


def reset_limit(session: Session, *, code: str, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Let a safety rule that ships say and forbid again as it ships; a hidden one stays hidden."""
    limit = _known(session, code)
    with operation(
        session, "reset_limit", operation_id=operation_id or new_id(), now=now, words=limit.label
    ) as doing:
        if doing.to_do:
            hidden = any(one.code == code for one in current(session).away[_KIND])
            service.reset_words(session, kind=_KIND, code=code, now=now)
            if hidden and limit.reason:
                why = {"reason": limit.reason}
                service.put_words(session, kind=_KIND, code=code, words=why, now=now)
    return doing.changed()


def changed_limit(limit: Limit, words: Mapping[str, Any]) -> Limit:
    """Return a rule with other words over its fields, tidied as they would be kept."""
    return _limit(limit.code, {**_fields(limit), **_tidy(words)})


def _known(session: Session, code: str) -> Limit:
    now = current(session)
    every: tuple[Limit, ...] = (*now.limits, *now.away[_KIND])
    limit = next((one for one in every if one.code == code), None)
    if limit is None:
        raise BugError(f"No safety rule has the code {code}")
    return limit


def _shipped(code: str) -> Limit | None:
    return next((limit for limit in content.load().limits if limit.code == code), None)


def _fields(limit: Limit) -> dict[str, Any]:
    return {field.name: getattr(limit, field.name) for field in fields(Limit)}


def _limit(code: str, words: Mapping[str, Any]) -> Limit:
    return replace(Limit(code, mind="", sources=()), **{**words, "code": code})


def _tidy(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a rule as they are kept: texts on one line, words as they are looked for."""
    hers = dict(words)
    for field in ("label", "mind", "source"):
        if field in hers:
            hers[field] = clean(hers[field], 2 * _LONGEST)
    if "mind" in hers:
        # It ends a sentence of its own on paper.
        hers["mind"] = hers["mind"].rstrip(" .;,")
    if "words" in hers:
        known = (plain_words(word) + ("*" if word.strip().endswith("*") else "") for word in hers["words"])
        hers["words"] = tuple(dict.fromkeys(word for word in known if word))
    for field in ("forbids", "if_no_place", "older_forbids"):
        if field in hers:
            hers[field] = tuple(part for part in INVOLVED if part in hers[field])
    return hers


def _check(limit: Limit, shipped: Limit | None) -> None:
    """Raise KnownError at the first thing that a rule lacks; what ships without it may stay so."""
    if not limit.label:
        raise KnownError("The rule has no name.", "Write in a few words what it is about.")
    if not limit.mind and (shipped is None or shipped.mind):
        raise KnownError("The rule says nothing.", "Write what the family is to mind instead.")
    if max(len(limit.label), len(limit.mind), len(limit.source)) > _LONGEST:
        raise KnownError("There is no room for so many words on paper.", "Write at most 200 characters.")
    if any(len(word.rstrip("*")) < 2 for word in limit.words):
        raise KnownError(
            "One letter means too much.", "Write whole words, or at least two letters and a star."
        )
    if not (limit.words or limit.kinds or limit.under_weeks or limit.born_early):
        raise KnownError("Nothing says when the rule holds.", "Write words that mean it, or an age.")
    forbids = limit.forbids or limit.places or (limit.older_from_weeks and limit.older_forbids)
    if not forbids and (shipped is None or shipped.forbids or shipped.places):
        raise KnownError("The rule forbids nothing.", "Tick what is left out.")
    waits = (limit.days, limit.hours / 24)
    if min(waits) < 0 or max(waits) > LONGEST_WAIT:
        raise KnownError("This is no time to wait.", "Write a number of days or hours, up to a year.")
    if min(limit.under_weeks, limit.under_corrected_weeks, limit.older_from_weeks) < 0:
        raise KnownError("This is no age.", "Write a number of weeks.")
    if shipped is None and not limit.source:
        raise KnownError("The rule has no source.", "Write where it comes from, such as: my training, 2024.")


def _why(reason: str) -> str:
    kept = clean(reason, 500)
    if not kept:
        raise KnownError(
            "This is laxer than the rule as it ships.",
            "Write why. It stays beside the rule, and no paper prints it.",
        )
    return kept
