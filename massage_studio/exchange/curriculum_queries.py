"""What is shared with a colleague, and what a colleague's file means for this studio."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from massage_studio.curriculum import content as whole_content
from massage_studio.curriculum.content_files import KINDS, fitting
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.item_checks import check_words, known_codes, named_in
from massage_studio.curriculum.library_types import ActivityKind
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.views import OWN, OwnItemView
from massage_studio.errors import KnownError
from massage_studio.exchange.curriculum_files import SharedFile, SharedItem
from massage_studio.exchange.curriculum_views import Incoming, SharedLook
from massage_studio.language import translate
from massage_studio.store.profile import profile

_Key = tuple[str, str]
_Entries = Mapping[_Key, Mapping[str, Any]]
# What an item is called here is made from who shared it and what it says, so that it comes in once.
_SHARED = UUID("6f4c3a52-5f0b-4a4e-9a43-7a9ce5c3f1d8")
_PLANNED = {"benefits": "benefit", "areas": "area", "strokes": "stroke"}
_LIBRARY = ("activity", "song", "stroke", "routine", "topic")
# Findings have codes of their own; which plan comes first and who looked a finding up is no matter of a file,
# and why she made a safety rule laxer is for her alone.
_NOT_SHARED = ("evidence", "default", "verified", "verified_by", "verified_on", "reason")
_LONGEST_PART = 480


def share_mine(session: Session) -> SharedFile:
    """Return everything that she changed or added, but for local services, which name people near her."""
    own = own_items(session)
    hers = [(item.kind, item.code) for item in own if _shareable(item)]
    return _file(session, own, hers)


def share_items(session: Session, *, items: Iterable[tuple[str, str]]) -> SharedFile:
    """Return items by kind and code, such as a course plan, with what of hers they name."""
    return _file(session, own_items(session), items)


def _file(session: Session, own: tuple[OwnItemView, ...], wanted: Iterable[_Key]) -> SharedFile:
    """Return a file in the name of the instructor, as papers are."""
    mine = profile(session)
    return SharedFile(mine.instructor or mine.business, _with_what_they_name(own, wanted))


def look(session: Session, *, file: SharedFile) -> SharedLook:
    """Return what a file would bring: nothing here is ever written over."""
    own = own_items(session)
    content, entries = whole_content.current(own), whole_content.every_entry(own)
    hidden = {(item.kind, item.code) for item in own if item.hidden and item.added}
    fitted = {(item.kind, item.code): _fitted(item) for item in file.items}
    codes = {
        key: _code_here(entries, hidden, file.by, key, words)
        for key, words in fitted.items()
        if _title(key, words)
    }
    items, left_out, unknown = list[Incoming](), list[str](), file.unknown
    for key, words in fitted.items():
        kind, title = key[0], _title(key, words)
        if not title:
            left_out.append(key[1])
            continue
        state, code = codes[key]
        clean, lost = _cleaned(content, kind, words, codes)
        unknown += lost
        if not _usable(content, kind, clean):
            left_out.append(title)
            continue
        if state == "clash":
            who = file.by or translate("Sharing", "a colleague")
            title = translate("Sharing", "{title} (from {who})").format(title=title, who=who)
            clean[KINDS[kind].title] = title
        comes = None if state == "same" else UUID(code.removeprefix(OWN))
        items.append(Incoming(kind, title, state, comes, clean))  # type: ignore[arg-type]  # a state
    return SharedLook(file.by, tuple(items), tuple(left_out), unknown)


def _shareable(item: OwnItemView) -> bool:
    hers = item.added or bool(json.loads(item.words))
    local = item.kind == "signpost" and item.added
    return item.kind in KINDS and hers and not item.hidden and not local


def _with_what_they_name(own: tuple[OwnItemView, ...], wanted: Iterable[_Key]) -> tuple[SharedItem, ...]:
    """Return items with all that they name of hers, each once and before what names it."""
    hers = {(item.kind, item.code) for item in own if _shareable(item)}
    entries = whole_content.every_entry(own)
    found: dict[_Key, SharedItem] = {}

    def take(key: _Key) -> None:
        entry = entries.get(key)
        if key in found or entry is None:
            return
        words = {
            name: value
            for name, value in fitting(key[0], entry).items()
            if name not in _NOT_SHARED and value != KINDS[key[0]].defaults[name]
        }
        if key[0] == "evidence" and (about := _benefit_of(own, key[1])):
            words["benefit"] = about
        # Marked before what it names, for two plans that were copied from each other.
        found[key] = SharedItem(*key, words)
        for named in _named(key[0], words):
            if named in hers:
                take(named)
        found[key] = found.pop(key)

    for key in wanted:
        take(key)
    return tuple(found.values())


def _benefit_of(own: tuple[OwnItemView, ...], finding: str) -> str:
    """Return the code of the benefit that a finding is about, nothing where it is about all."""
    benefits = whole_content.current(own).benefits
    about = (one.code for one in benefits if any(found.code == finding for found in one.evidence))
    return next(about, "")


def _named(kind: str, words: dict[str, Any]) -> Iterator[_Key]:
    """Yield what an item names, by kind and code."""
    for field, value in words.items():
        if named := named_in(kind, field):
            yield from ((named, code) for code in ([value] if isinstance(value, str) else value))
    if "benefit" in words:
        yield "benefit", words["benefit"]
    for part in words.get("sessions", ()):
        yield "benefit", part["focus_benefit"]
        yield from (("area", code) for code in part["focus_areas"])
        for activity in part["activities"]:
            yield from _named("activity", activity)
            yield from ((library, activity["item"]) for library in _LIBRARY if activity.get("item"))


def _fitted(item: SharedItem) -> dict[str, Any]:
    words = {name: value for name, value in fitting(item.kind, item.words).items() if name not in _NOT_SHARED}
    if item.kind == "evidence" and isinstance(item.words.get("benefit"), str):
        words["benefit"] = item.words["benefit"]
    return words


def _title(key: _Key, words: dict[str, Any]) -> str:
    return " ".join(str(words.get(KINDS[key[0]].title, "")).split())


def _code_here(
    entries: _Entries, hidden: set[_Key], by: str, key: _Key, words: dict[str, Any]
) -> tuple[str, str]:
    """Return whether an item is new here, the same or clashes, and its code here."""
    kind, code = key
    here = entries.get(key)
    if here is None or (key in hidden and _says_the_same(kind, words, here)):
        return "new", code if _is_own(code) else _made_code(by, key, words)
    if _says_the_same(kind, words, here):
        return "same", code
    made = _made_code(by, key, words)
    known = (kind, made) in entries and (kind, made) not in hidden
    return ("same" if known else "clash"), made


def _is_own(code: str) -> bool:
    hexes = code.removeprefix(OWN)
    return code.startswith(OWN) and len(hexes) == 32 and all(one in "0123456789abcdef" for one in hexes)


def _made_code(by: str, key: _Key, words: dict[str, Any]) -> str:
    said = json.dumps([by, *key, words], sort_keys=True, ensure_ascii=False)
    return f"{OWN}{uuid5(_SHARED, said).hex}"


def _says_the_same(kind: str, words: dict[str, Any], here: Mapping[str, Any]) -> bool:
    silent = KINDS[kind].defaults
    return all(
        words.get(name, default) == here.get(name, default)
        for name, default in silent.items()
        if name not in _NOT_SHARED
    )


def _cleaned(
    content: Content, kind: str, words: dict[str, Any], codes: dict[_Key, tuple[str, str]]
) -> tuple[dict[str, Any], int]:
    """Return words that name only what is here or comes along, and how much they named besides."""
    lost = 0

    def here(named: str, code: str) -> str:
        nonlocal lost
        if (named, code) in codes:
            return codes[named, code][1]
        if not code or code in known_codes(content, named):
            return code
        lost += 1
        return ""

    def several(named: str, some: Iterable[str]) -> list[str]:
        return [found for code in some if (found := here(named, code))]

    def item_here(code: str) -> str:
        nonlocal lost
        for library in _LIBRARY:
            if (library, code) in codes:
                return codes[library, code][1]
        if not code or any(_in_library(content, library, code) for library in _LIBRARY):
            return code
        lost += 1
        return ""

    def activity(part: dict[str, Any]) -> dict[str, Any]:
        made = dict(part)
        for field, named in _PLANNED.items():
            if field in made:
                made[field] = several(named, made[field])
        if "topic" in made:
            made["topic"] = here("topic", made["topic"])
        if "item" in made:
            made["item"] = item_here(made["item"])
        if made["kind"] not in get_args(ActivityKind):
            made["kind"] = "discussion"
        return made

    clean = dict(words)
    for field, value in words.items():
        if field == "benefit":
            clean[field] = here("benefit", value)
        elif named := named_in(kind, field):
            clean[field] = here(named, value) if isinstance(value, str) else several(named, value)
    if "sessions" in words:
        known = {document.code for document in content.documents}
        clean["sessions"] = [
            part
            | {
                "focus_benefit": here("benefit", part["focus_benefit"]) or content.benefits[0].code,
                "focus_areas": several("area", part["focus_areas"]),
                "handouts": [code for code in part["handouts"] if code in known],
                "activities": [activity(one) for one in part["activities"]],
            }
            for part in words["sessions"]
        ]
    if clean.get("copied_from"):
        clean["copied_from"] = codes.get(("plan", clean["copied_from"]), ("", ""))[1]
    return clean, lost


def _in_library(content: Content, kind: str, code: str) -> bool:
    shelves = {
        **{"activity": content.activities, "song": content.songs, "stroke": content.strokes},
        **{"routine": content.routines, "topic": content.topics},
    }
    items: tuple[Any, ...] = (*shelves[kind], *content.away[kind])
    return any(item.code == code for item in items)


def _usable(content: Content, kind: str, words: dict[str, Any]) -> bool:
    """Tell whether an item can be used here."""
    if kind == "state" or (kind == "stroke" and not words.get("area")):
        return False
    if kind == "evidence" and not words.get("benefit", True):
        return False
    if kind == "plan" and not _proper_sessions(words.get("sessions", [])):
        return False
    # What it names that comes along is not here yet.
    numbers = {name: value for name, value in words.items() if type(value) is int}
    try:
        check_words(kind, numbers, content)
    except KnownError:
        return False
    return True


def _proper_sessions(sessions: list[dict[str, Any]]) -> bool:
    numbers = [part["number"] for part in sessions]
    minutes = [activity["minutes"] for part in sessions for activity in part["activities"]]
    return numbers == list(range(1, len(sessions) + 1)) != [] and all(
        0 <= one <= _LONGEST_PART for one in minutes
    )
