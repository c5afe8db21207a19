"""What the library and its item editor show."""

from dataclasses import dataclass
from typing import Any, Literal

from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.item_fields import FieldShape
from massage_studio.curriculum.safety import AtWhich
from massage_studio.curriculum.views import SourceView, Upgrade

State = Literal["shipped", "changed", "own"]


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """One item as a card tells it: `words` is a line about it, `text` all that a search looks through.

    `minutes` are 0 where an item takes none by itself; `newer` tells that the shipped words of something
    that she changed have changed since.
    """

    kind: str
    code: str
    title: str
    area: str
    minutes: int
    words: str
    state: State
    hidden: bool
    newer: bool
    drawing: str
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """All items of the library, hidden ones too, and what a newer program means for what is hers."""

    items: tuple[LibraryItem, ...]
    upgrade: Upgrade


@dataclass(frozen=True, slots=True)
class ItemField:
    """One field of an item: what it says, and what ships there, None where the item is all hers.

    `names` are the codes that may stand there, each with its words.
    """

    shape: FieldShape
    value: Any
    shipped: Any
    hers: bool
    names: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the field in the content."""
        return self.shape.name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A safety rule that leaves an item out, in which cases, and where the rule comes from.

    `parts` are the strokes that it leaves out of an activity, none where it leaves out all of it.
    """

    limit: Limit
    at: tuple[AtWhich, ...]
    parts: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with all its fields; an empty code is one that is still to be added.

    `mind` is what is to be minded on the body area of a stroke, `left_out` by which rules the item itself is
    left out.
    """

    kind: str
    code: str
    title: str
    state: State
    hidden: bool
    withdrawn: bool
    drawing: str
    fields: tuple[ItemField, ...]
    sources: tuple[SourceView, ...]
    mind: str = ""
    left_out: tuple[LeftOut, ...] = ()
