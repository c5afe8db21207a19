"""All that is used of ReportLab's inside, which a release of it may change without saying so.

A test names each of these and fails when one is gone.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Protocol

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

# Data must never choose a colour by being evaluated.
rl_config.toColorCanUse = None  # type: ignore[assignment]
# Binary streams: ASCII armour makes files a quarter larger for readers that are long gone.
rl_config.useA85 = 0


class _Deflate:
    """Compresses half as long as ReportLab does, for a file that is a twentieth larger."""

    pdfname = "FlateDecode"

    def encode(self, content: str | bytes) -> bytes:
        return zlib.compress(content.encode() if isinstance(content, str) else content, 3)


def compressed(content: str | bytes) -> Any:
    """Return a stream of bytes that is compressed when it is written."""
    stream = pdfdoc.PDFStream(content=content)
    stream.filters = [_Deflate()]
    return stream


class PdfObjects:
    """The objects of a document that is being written; `resource` names the font that they belong to."""

    def __init__(self, document: Any, resource: str) -> None:
        self.document = document
        self.resource = resource

    def refer(self, part: str, entries: Mapping[str, Any]) -> Any:
        """Add a dictionary to the document and return the reference to it."""
        return self.document.Reference(dictionary(entries), f"{part}:{self.resource}")

    def stream(self, part: str, content: bytes, **entries: int) -> Any:
        """Add compressed bytes to the document and return the reference to them."""
        stream = compressed(content)
        for key, value in entries.items():
            stream.dictionary[key] = value
        return self.document.Reference(stream, f"{part}:{self.resource}")

    def add_font(self, font: Any) -> None:
        """Let pages use a font, given by reference, under the name of the resource."""
        self.document.idToObject["BasicFonts"].dict[self.resource] = font

    @property
    def next_number(self) -> int:
        """The number that the next object gets; those after it are numbered on."""
        return int(self.document.objectcounter) + 1

    def page_number(self, page: int) -> int:
        """Return the number of the object of a page, counted from 0."""
        number, _ = self.document.idToObjectNumberAndVersion[f"Page{page + 1}"]
        return int(number)

    def add(self, written: str) -> None:
        """Add an object that is spelt out already."""
        self.document.Reference(written.encode("ascii"), f"{self.resource}:{self.next_number}")

    def set_structure(self, number: int) -> None:
        """Make an object the root of the structure tree."""
        self.document.Catalog.StructTreeRoot = f"{number} 0 R"


def utf16_hex(text: str) -> str:
    """Return UTF-16BE as upper-case hexadecimal digits, the spelling PDF wants for Unicode."""
    return text.encode("utf-16-be").hex().upper()


def text_string(text: str) -> str:
    """Return a text as PDF spells it outside of pages."""
    return f"<FEFF{utf16_hex(text)}>"


def dictionary(entries: Mapping[str, Any]) -> Any:
    """Return a dictionary that stands in another object."""
    return pdfdoc.PDFDictionary(dict(entries))


def array(items: Sequence[Any]) -> Any:
    """Return an array that stands in another object."""
    return pdfdoc.PDFArray(list(items))


class WrittenAtTheEnd(Protocol):
    """Something, such as a font, that writes itself when all pages are drawn."""

    @property
    def resource(self) -> str: ...

    def write(self, objects: PdfObjects) -> None: ...


class _Writer:
    """What ReportLab asks to write its objects when it writes the document."""

    def __init__(self, item: WrittenAtTheEnd) -> None:
        self.item = item

    def addObjects(self, document: Any) -> None:
        self.item.write(PdfObjects(document, self.item.resource))


class PaperCanvas(Canvas):
    """A canvas of pages with sizes in points that mentions no font but those given to it."""

    _doc: Any
    _code: list[str]

    def __init__(self, file: BinaryIO, width: float, height: float) -> None:
        super().__init__(file, pagesize=(width, height), pageCompression=1, lang="en-GB", pdfVersion=(1, 5))
        # The canvas announces a font that lives in the reader; we never draw with it.
        self._doc.fontMapping.clear()
        self._doc.delayedFonts.clear()

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def add_operators(self, operators: str) -> None:
        """Append operators of PDF to the page as they are."""
        self._code.append(operators)

    def write_at_the_end(self, item: WrittenAtTheEnd) -> None:
        """Have a font or the structure tree written into the document when all pages are drawn."""
        self._doc.delayedFonts.append(_Writer(item))

    def end_page(self, number: int) -> None:
        """Close a page, counted from 0, whose marks the structure tree knows under this number."""
        name = self._doc.thisPageName()
        self.showPage()
        page = self._doc.idToObject[name]
        page.Contents = compressed(page.stream)
        entries = {"StructParents": number, "Tabs": "/S"}
        vars(page).update(entries, __NoDefault__=[*page.__NoDefault__, *entries])

    def set_metadata(self, xmp: str) -> None:
        """Say in the document what it claims to be."""
        stream = pdfdoc.PDFStream(content=xmp.encode())
        stream.dictionary["Type"] = "/Metadata"
        stream.dictionary["Subtype"] = "/XML"
        self.setCatalogEntry("Metadata", stream)
        self.setCatalogEntry("MarkInfo", dictionary({"Marked": "true"}))
