"""The questions of the library: its cards, and one item with all its fields."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from massage_studio.curriculum.content import current, entry_of, shipped_entry, title_of
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_files import KINDS, blank
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_views import source_view
from massage_studio.curriculum.item_fields import USUAL_MINUTES, FieldShape, fields_of
from massage_studio.curriculum.library_views import (
    ItemField,
    ItemView,
    LeftOut,
    Library,
    LibraryItem,
    State,
)
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.safety import AtWhich, rules_against
from massage_studio.curriculum.upgrade_queries import upgrade_of
from massage_studio.curriculum.views import OwnItemView
from massage_studio.errors import BugError

LIBRARY = {
    **{"stroke": "strokes", "song": "songs", "topic": "topics", "activity": "activities"},
    "routine": "routines",
}
"""The kinds of items that stand in the library, in their order, each with where the content has them."""

_ABOUT = {"stroke": "how", "song": "words", "topic": "points", "activity": "instructions", "routine": "steps"}


def library(session: Session) -> Library:
    """Return all that a session can be put together from, what is hidden last."""
    own = own_items(session)
    content, newer = current(own), upgrade_of(own)
    hers = {(item.kind, item.code): item for item in own}
    asked = {(change.kind, change.code) for change in newer.changes}
    items = [
        _card(content, kind, item, hers.get((kind, item.code)), (kind, item.code) in asked)
        for kind, shelf in LIBRARY.items()
        for item in (*getattr(content, shelf), *content.away[kind])
    ]
    # What the program withdrew is offered to nobody; what she hid she may show again.
    shown = [card for card in items if not card.hidden or hers.get((card.kind, card.code), _NOTHING).hidden]
    return Library(tuple(sorted(shown, key=lambda card: card.hidden)), newer)


_NOTHING = OwnItemView("", "", "{}", "{}", added=False, hidden=False)


def _card(content: Content, kind: str, item: Any, own: OwnItemView | None, newer: bool) -> LibraryItem:
    areas = (item.area,) if kind == "stroke" else getattr(item, "areas", ())
    about = getattr(item, _ABOUT[kind])
    drawing = content.drawing(item.code)
    title = str(getattr(item, KINDS[kind].title))
    area = ", ".join(content.area(code).label for code in areas if code)
    return LibraryItem(
        kind=kind,
        code=item.code,
        title=title,
        area=area,
        minutes=getattr(item, "minutes", 0),
        words=about if isinstance(about, str) else next(iter(about), ""),
        state=_state(own),
        hidden=item in content.away[kind],
        newer=newer,
        drawing=drawing.code if drawing else "",
        text=" ".join((title, area, *_texts(item))),
    )


def _texts(item: Any) -> Iterator[str]:
    for name in item.__slots__:
        value = getattr(item, name)
        if name in ("code", "sources", "involves"):
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, str))


def _state(own: OwnItemView | None) -> State:
    if own is None or not (own.added or json.loads(own.words)):
        return "shipped"
    return "own" if own.added else "changed"


def item(session: Session, *, kind: str, code: str) -> ItemView:
    """Return one item of any kind with all its fields, also one that is no longer offered."""
    own = own_items(session)
    entry = entry_of(own, kind, code)
    if entry is None:
        raise BugError(f"Nothing of the kind {kind} has the code {code}")
    content = current(own)
    hers = next((one for one in own if (one.kind, one.code) == (kind, code)), None)
    state = _state(hers)
    words = json.loads(hers.words) if hers else {}
    # What ships no more was kept as it was when she changed it.
    shipped = shipped_entry(kind, code) or ({} if hers is None else dict(entry) | json.loads(hers.shipped))
    drawing = content.drawing(code)
    return ItemView(
        kind=kind,
        code=code,
        title=str(entry[KINDS[kind].title]) or title_of(kind, entry),
        state=state,
        hidden=hers is not None and hers.hidden,
        withdrawn=bool(entry.get("withdrawn")) and not (hers is not None and hers.hidden),
        drawing=drawing.code if drawing else "",
        fields=_fields(content, kind, entry, words, None if state == "own" else shipped),
        sources=tuple(
            source_view(content, key) for key in entry.get("sources", ()) if key in content.sources
        ),
        mind=content.area(entry["area"]).note if kind == "stroke" and entry["area"] else "",
        left_out=tuple(_left_out(content, _touching(content, kind, entry))),
    )


def _touching(content: Content, kind: str, entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what an item involves; of an activity each of its strokes, by their names."""
    if kind in ("stroke", "routine"):
        return {"": tuple(entry.get("involves", ()))}
    if kind != "activity":
        return {}
    named, areas = entry.get("strokes", ()), entry.get("areas", ())
    strokes = (*content.strokes, *content.away["stroke"])
    if named:
        strokes = tuple(one for one in strokes if one.code in named)
    elif areas:
        strokes = tuple(one for one in strokes if one.area in areas)
    elif entry["kind"] != "massage":
        return {}
    return {one.label: one.involves for one in strokes}


def _left_out(content: Content, touching: Mapping[str, tuple[str, ...]]) -> Iterator[LeftOut]:
    """Yield the rules that leave something out, in their order, each with its part where that is not all."""
    found: dict[tuple[str, tuple[AtWhich, ...]], list[str]] = {}
    for name, involves in touching.items():
        for limit, at in rules_against(content, involves):
            found.setdefault((limit.code, at), []).append(name)
    for limit in content.limits:
        for (code, at), names in found.items():
            if code == limit.code:
                parts = () if len(names) == len(touching) else tuple(names)
                cited = (source_view(content, key).citation for key in limit.sources)
                yield LeftOut(limit, at, parts, tuple(filter(None, (limit.source, *cited))))


def new_item(session: Session, *, kind: str) -> ItemView:
    """Return an item of a kind that is still to be added, with nothing said in it but the usual minutes."""
    content = current(own_items(session))
    entry = blank(KINDS[kind]) | {"sources": ["practice"]} if "sources" in KINDS[kind].fields else {}
    if kind in USUAL_MINUTES:
        entry |= {"minutes": USUAL_MINUTES[kind]}
    fields = _fields(content, kind, KINDS[kind].defaults | entry, {}, None, new=True)
    return ItemView(kind, "", "", "own", hidden=False, withdrawn=False, drawing="", fields=fields, sources=())


def _fields(
    content: Content,
    kind: str,
    entry: Mapping[str, Any],
    words: Mapping[str, Any],
    shipped: Mapping[str, Any] | None,
    *,
    new: bool = False,
) -> tuple[ItemField, ...]:
    silent = KINDS[kind].defaults
    return tuple(
        ItemField(
            shape,
            entry.get(shape.name, silent[shape.name]),
            None if shipped is None else shipped.get(shape.name, silent[shape.name]),
            shape.name in words and shipped is not None,
            tuple(_names(content, shape)),
        )
        for shape in fields_of(kind, new=new)
    )


def _names(content: Content, shape: FieldShape) -> Iterator[tuple[str, str]]:
    """Yield the codes that a field may hold, each with its words; a part of the body has none of its own."""
    if shape.named == "source":
        yield from ((key, content.cite(key)) for key in content.sources)
    elif shape.named in ("need", "subsystem", "strength"):
        words = {
            "need": content.needs,
            "subsystem": content.subsystems,
            "strength": content.handouts.strengths,
        }
        yield from words[shape.named].items()
    elif shape.named == "helpline":
        yield from ((line.code, f"{line.name} {line.number}") for line in content.helplines)
    elif shape.named == "part":
        yield from ((part, "") for part in INVOLVED)
    elif shape.named:
        shelves: dict[str, tuple[tuple[Any, ...], str]] = {
            "benefit": (content.benefits, "short_title"),
            "area": (content.areas, "label"),
            "stroke": (content.strokes, "label"),
            "topic": (content.topics, "label"),
            "contraindication": (content.contraindications, "label"),
            "response": (content.responses, "label"),
        }
        items, title = shelves[shape.named]
        yield from ((one.code, getattr(one, title)) for one in (*items, *content.away.get(shape.named, ())))
