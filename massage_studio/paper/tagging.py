"""What stands on a page for somebody who hears it: roles in reading order, and all else as decoration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from massage_studio.paper.reportlab_internals import PdfObjects, text_string


class Role(StrEnum):
    """What a part of a document is; a heading of a table says after its type what it heads."""

    DOCUMENT = "Document"
    PART = "Part"
    TITLE = "H1"
    HEADING = "H2"
    SUBHEADING = "H3"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    MARK = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    COLUMN_HEADING = "TH Column"
    ROW_HEADING = "TH Row"
    CELL = "TD"
    FIGURE = "Figure"


_LEVELS = {Role.TITLE: 0, Role.HEADING: 1, Role.SUBHEADING: 2}
Edges = tuple[float, float, float, float]


@dataclass(slots=True)
class Element:
    """One part of a document: it has parts of its own, or is marked content `mark` of page `page`.

    `alt` says what a figure shows, `actual` is the text where glyphs alone would not read back as written,
    `edges` are left, bottom, right and top of a figure, `number` is that of its object in the file.
    """

    role: Role
    parts: list[Element] = field(default_factory=list)
    page: int = 0
    mark: int | None = None
    alt: str = ""
    actual: str = ""
    edges: Edges | None = None
    number: int = 0

    def all(self) -> Iterator[Element]:
        """Yield this and all parts below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.all()


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading to jump to: `level` is 0 for a title, `page` counts from 0."""

    title: str
    level: int
    page: int
    top: float


class StructureTree:
    """The parts of one document in reading order; written when all pages are drawn."""

    resource = "structure"

    def __init__(self) -> None:
        self.document = self.inside = Element(Role.DOCUMENT)
        self.pages: list[list[Element]] = []
        self.bookmarks: list[OutlineEntry] = []

    def begin_part(self) -> None:
        """Let the pages from here on be a part of their own, one of several papers in a file."""
        self.inside = Element(Role.PART)
        self.document.parts.append(self.inside)

    def write(self, objects: PdfObjects) -> None:
        """Write an object for every part, and which part each mark of each page belongs to."""
        root = objects.next_number
        elements = list(self.document.all())
        for number, element in enumerate(elements, root + 1):
            element.number = number
        owners = " ".join(f"{page} {_references(marked)}" for page, marked in enumerate(self.pages))
        objects.add(
            f"<</Type/StructTreeRoot/K {root + 1} 0 R/ParentTree <</Nums [{owners}]>>"
            f"/ParentTreeNextKey {len(self.pages)}>>"
        )
        pages = [objects.page_number(page) for page in range(len(self.pages))]
        parents = {part.number: element.number for element in elements for part in element.parts}
        for element in elements:
            parent = parents.get(element.number, root)
            if element.mark is None:
                content = f"/K {_references(element.parts)}"
            else:
                content = f"/Pg {pages[element.page]} 0 R/K {element.mark}"
            objects.add(f"<<{_described(element)}/P {parent} 0 R{content}>>")
        objects.set_structure(root)


def _references(elements: Sequence[Element]) -> str:
    return f"[{' '.join(f'{element.number} 0 R' for element in elements)}]"


def _described(element: Element) -> str:
    kind, _, scope = element.role.partition(" ")
    described = f"/S/{kind}"
    if scope:
        described += f"/A [<</O/Table/Scope/{scope}>>]"
    if element.edges:
        edges = " ".join(f"{edge:.2f}" for edge in element.edges)
        described += f"/A [<</O/Layout/Placement/Block/BBox [{edges}]>>]"
    if element.alt:
        described += f"/Alt {text_string(element.alt)}"
    if element.actual:
        described += f"/ActualText {text_string(element.actual)}"
    return described


class PageTags:
    """The marks around what one page draws, in the order in which it is drawn."""

    def __init__(self, tree: StructureTree, add_operators: Callable[[str], None]) -> None:
        self._tree = tree
        self._add = add_operators
        self._page = len(tree.pages)
        self._elements: list[Element] = []
        tree.pages.append(self._elements)
        self._inside = tree.inside
        # Within a figure or within decoration nothing is marked by itself.
        self._whole = False
        self._decorating = False

    @contextmanager
    def part(self, role: Role, *, continued: bool = False) -> Iterator[None]:
        """Let what is drawn meanwhile be parts of one with this role, `continued` from a page before."""
        if self._whole:
            yield
            return
        before = self._inside
        last = next((part for part in reversed(before.parts) if continued and part.role is role), None)
        if last is None:
            last = self._new(Element(role))
        self._inside = last
        yield
        self._inside = before
        if not last.parts:
            # A cell to write in has a place on its page all the same.
            self._begin(last)
            self._add("EMC")

    @contextmanager
    def figure(self, alt: str, edges: Edges) -> Iterator[None]:
        """Let all that is drawn meanwhile be one figure, or decoration if there is nothing to say of it."""
        if self._whole or not alt:
            with self.artifact():
                yield
            return
        self._begin(self._new(Element(Role.FIGURE, alt=alt, edges=edges)))
        self._whole = True
        yield
        self._whole = False
        self._add("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Let all that is drawn meanwhile be decoration."""
        before = self._whole
        self.decoration()
        self._whole = True
        yield
        self._whole = before

    def text(self, operators: str, role: Role, text: str, actual: str, top: float) -> None:
        """Draw text as a part with a role."""
        if self._whole:
            self._add(operators)
            return
        self._begin(self._new(Element(role, actual=actual)))
        self._add(operators)
        self._add("EMC")
        if role in _LEVELS:
            self._tree.bookmarks.append(OutlineEntry(text, _LEVELS[role], self._page, top))

    def decoration(self) -> None:
        """Let what is drawn next be decoration, unless it belongs to a figure."""
        if not (self._whole or self._decorating):
            self._add("/Artifact BMC")
            self._decorating = True

    def end(self) -> None:
        """Close the last mark of the page."""
        if self._decorating:
            self._add("EMC")
            self._decorating = False

    def _new(self, element: Element) -> Element:
        self._inside.parts.append(element)
        return element

    def _begin(self, element: Element) -> None:
        """Begin the marked content of an element."""
        self.end()
        element.page, element.mark = self._page, len(self._elements)
        self._elements.append(element)
        kind = element.role.partition(" ")[0]
        self._add(f"/{kind} <</MCID {element.mark}>> BDC")
