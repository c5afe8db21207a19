"""Reads a PDF back as a stranger's program would: text, fonts, images and links."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def pages_of(data: bytes) -> list[str]:
    with opened(data) as document:
        texts = []
        for number in range(len(document)):
            page = document[number]
            reader = page.get_textpage()
            texts.append(reader.get_text_range().replace("\r\n", "\n"))
            reader.close()
            page.close()
        return texts


def text_of(data: bytes) -> str:
    # PDFium marks a hyphen at the end of a line as one that may have been put there by the printer.
    return "\n".join(pages_of(data)).replace("\ufffe", "-")


def text_below(data: bytes, height: float) -> str:
    """What stands on the lowest `height` points of the pages."""
    with opened(data) as document:
        return "\n".join(page.get_textpage().get_text_bounded(top=height) for page in document)


def squeezed(text: str) -> str:
    """Without white space: where a line breaks is the printer's business."""
    return "".join(unicodedata.normalize("NFC", text).split())


def sizes_of(data: bytes) -> list[tuple[int, int]]:
    with opened(data) as document:
        return [tuple(round(side) for side in document.get_page_size(i)) for i in range(len(document))]


def fonts_of(data: bytes) -> dict[str, bool]:
    """Every font that any text uses, and whether the file carries it."""
    found = {}
    with opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                font = pdfium.FPDFTextObj_GetFont(item.raw)
                length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                name = (pdfium.c_char * length)()
                pdfium.FPDFFont_GetBaseFontName(font, name, length)
                found[name.value.decode()] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
            page.close()
    return found


def images_in(data: bytes) -> int:
    with opened(data) as document:
        return sum(len(list(document[i].get_objects(filter=(IMAGE,)))) for i in range(len(document)))


def declared_fonts(data: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", data)}


def type_sizes(data: bytes) -> set[float]:
    """The sizes of all type on all pages, in points, as they come out on paper."""
    found = set()
    with opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(item.raw, size)
                found.add(round(size.value * abs(item.get_matrix().d), 2))
            page.close()
    return found
