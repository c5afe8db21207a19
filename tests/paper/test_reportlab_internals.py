"""What the program uses of ReportLab's inside is there, does what it is for, and is used in one place."""

import ast
import io
from pathlib import Path

import pytest
from reportlab import rl_settings
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

import massage_studio
from massage_studio.paper import reportlab_internals
from massage_studio.paper.reportlab_internals import PaperCanvas, PdfObjects

SOURCE = Path(reportlab_internals.__file__)
PACKAGE = Path(massage_studio.__file__).parent

CANVAS = Canvas(io.BytesIO())
DOCUMENT = CANVAS._doc
STREAM = pdfdoc.PDFStream(content=b"")

USED = {
    # The settings as ReportLab ships them: what we set in `rl_config` would be there in any case.
    "rl_config": (rl_settings, ("toColorCanUse", "useA85")),
    "pdfdoc": (pdfdoc, ("PDFDictionary", "PDFArray", "PDFStream")),
    "stream": (STREAM, ("filters", "dictionary")),
    "self.document.idToObject['BasicFonts']": (DOCUMENT.idToObject["BasicFonts"], ("dict",)),
    "self.document": (
        DOCUMENT,
        ("Reference", "idToObject", "idToObjectNumberAndVersion", "objectcounter", "Catalog"),
    ),
    "self._doc": (DOCUMENT, ("fontMapping", "delayedFonts", "thisPageName", "idToObject")),
    "page": (pdfdoc.PDFPage(), ("__NoDefault__", "Contents", "stream")),
    "self": (CANVAS, ("_doc", "_code", "_preamble", "_make_preamble")),
}


@pytest.mark.parametrize(
    ("owner", "name"),
    [pytest.param(owner, name, id=f"{at}.{name}") for at, (owner, names) in USED.items() for name in names],
)
def test_reportlab_still_has(owner: object, name: str) -> None:
    assert hasattr(owner, name)


def test_every_name_of_reportlabs_inside_is_tested_here() -> None:
    named = {f"{at}.{name}" for at, (_, names) in USED.items() for name in names if at != "self"}
    private = set(USED["self"][1])
    used, used_private = set(), set()
    for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in USED:
            owner = ast.unparse(node.value)
            if owner != "self":
                used.add(f"{owner}.{node.attr}")
            elif node.attr.startswith("_"):
                used_private.add(node.attr)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("_") and node.name != "__init__":
            used_private.add(node.name)
    assert (used, used_private) == (named, private)


def test_a_font_is_written_when_the_document_is_and_after_all_pages() -> None:
    class Recorder:
        resource = "T1"

        def __init__(self) -> None:
            self.written: list[PdfObjects] = []

        def write(self, objects: PdfObjects) -> None:
            self.written.append(objects)
            objects.add_font(objects.refer("font", {"Type": "/Font", "BaseFont": "/Recorded"}))

    file, font = io.BytesIO(), Recorder()
    canvas = PaperCanvas(file, 100, 100)
    canvas.write_at_the_end(font)
    canvas.showPage()
    assert not font.written
    canvas.save()
    assert [objects.resource for objects in font.written] == ["T1"]
    assert b"/T1 " in file.getvalue() and b"/BaseFont /Recorded" in file.getvalue()


def test_the_canvas_mentions_no_font_of_its_own_and_writes_operators_as_they_are() -> None:
    file = io.BytesIO()
    canvas = PaperCanvas(file, 100, 100)
    canvas.setPageCompression(0)
    canvas.add_operators("0 0 10 10 re f")
    canvas.showPage()
    canvas.save()
    content = file.getvalue()
    assert b"1 0 0 1 0 0 cm 0 0 10 10 re f" in b" ".join(content.split())
    assert b"BaseFont" not in content and b" Tf" not in content


@pytest.mark.parametrize("room", ["paper", "charts", "handouts"])
def test_no_other_module_reaches_for_a_private_name(room: str) -> None:
    reached = [
        f"{path.name}:{node.lineno} {ast.unparse(node)}"
        for path in sorted((PACKAGE / room).glob("*.py"))
        if path != SOURCE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and ast.unparse(node.value) not in ("self", "cls")
    ]
    assert not reached
