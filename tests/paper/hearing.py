"""Reads a tagged PDF as a screen reader does: part by part, in the order of its structure tree."""

import ctypes
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from tests.paper.reading import opened


@dataclass
class Part:
    """One element of the tree as it stands on one page."""

    role: str
    alt: str = ""
    actual: str = ""
    scope: str = ""
    text: str = ""
    parts: list["Part"] = field(default_factory=list)

    def all(self) -> Iterator["Part"]:
        yield self
        for part in self.parts:
            yield from part.all()

    def heard(self) -> str:
        """What is read out: the words of a figure, the text as written, or the glyphs in their order."""
        return (
            self.alt or self.actual or " ".join([self.text, *(part.heard() for part in self.parts)]).strip()
        )


@dataclass
class HeardPage:
    """The tree of one page; `loose` is text that is neither in the tree nor decoration."""

    document: Part
    decoration: str
    loose: str

    def roles(self, *wanted: str) -> list[Part]:
        return [part for part in self.document.all() if part.role in wanted]


def heard_pages(data: bytes) -> list[HeardPage]:
    with opened(data) as document:
        return [_page(document, number) for number in range(len(document))]


def heard(data: bytes) -> str:
    """All that is read out, in NFC."""
    return unicodedata.normalize("NFC", " ".join(page.document.heard() for page in heard_pages(data)))


def bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page of each bookmark."""
    with opened(data) as document:
        found = []
        for mark in document.get_toc():
            dest = mark.get_dest()
            assert dest is not None
            index = dest.get_index()
            assert index is not None
            found.append((mark.level, mark.get_title(), index))
        return found


def _page(document: pypdfium2.PdfDocument, number: int) -> HeardPage:
    page = document[number]
    reader = page.get_textpage()
    texts: dict[int, str] = {}
    decoration = loose = ""
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
        text = _wide(lambda buffer, size, raw=item.raw: pdfium.FPDFTextObj_GetText(raw, reader, buffer, size))
        mark = _mark(item.raw)
        if isinstance(mark, int):
            texts[mark] = texts.get(mark, "") + text
        elif mark == "Artifact":
            decoration += text
        else:
            loose += text
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    assert pdfium.FPDF_StructTree_CountChildren(tree) == 1
    root = _part(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0), texts)
    pdfium.FPDF_StructTree_Close(tree)
    reader.close()
    page.close()
    # What the tree does not know is heard nowhere.
    return HeardPage(root, decoration, loose + "".join(texts.values()))


def _mark(item: object) -> int | str:
    """The number that a text object is known by in the tree, or the name of what it is marked as."""
    name = ""
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        value = ctypes.c_int()
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", value):
            return value.value
        name = name or _mark_name(mark)
    return name


def _mark_name(mark: object) -> str:
    size = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(64)
    pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 64, size)
    return buffer.raw[: size.value].decode("utf-16-le").rstrip("\0")


def _part(element: object, texts: dict[int, str]) -> Part:
    part = Part(
        _string(pdfium.FPDF_StructElement_GetType, element),
        _string(pdfium.FPDF_StructElement_GetAltText, element),
        _string(pdfium.FPDF_StructElement_GetActualText, element),
        _wide(
            lambda buffer, size: pdfium.FPDF_StructElement_GetStringAttribute(element, b"Scope", buffer, size)
        ),
    )
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            part.parts.append(_part(child, texts))
        else:
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            part.text += texts.pop(mark, "")
    return part


def _string(function: Callable[..., int], element: object) -> str:
    return _wide(lambda buffer, size: function(element, buffer, size))


def _wide(call: Callable[..., int]) -> str:
    """What a function of PDFium writes as UTF-16 when it is told where and how much."""
    size = call(None, 0)
    if not size:
        return ""
    buffer = (ctypes.c_ushort * size)()
    call(buffer, size)
    return bytes(buffer).decode("utf-16-le").split("\0")[0]
