"""The Designer forms: structure, names and labels inside; looks, wires and sizes outside."""

from __future__ import annotations

import ast
import importlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from PySide6 import QtWidgets
from pytestqt.qtbot import QtBot

from tests.conftest import ROOT, load_by_path
from tests.test_architecture import ROOMS

FORMS = sorted((ROOT / "ui").glob("*.ui"))
KINDS = ("page", "dialog", "window", "panel", "card", "bar", "board", "tab")
LOOKS = {
    "styleSheet", "font", "palette", "icon", "windowIcon", "pixmap", "iconSize",
    "minimumSize", "maximumSize", "fixedSize", "baseSize", "sizeIncrement",
    "minimumWidth", "minimumHeight", "maximumWidth", "maximumHeight",
}  # fmt: skip
INPUTS = {
    "QLineEdit", "QTextEdit", "QPlainTextEdit", "QComboBox", "QFontComboBox", "QSpinBox", "QDoubleSpinBox",
    "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider", "QDial", "QListView", "QListWidget", "QTableView",
    "QTableWidget", "QTreeView", "QTreeWidget", "QCalendarWidget",
}  # fmt: skip
BUTTONS = {"QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QCommandLinkButton"}
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def rooms() -> set[str]:
    """First words that a form may have: the rooms, and main for the window around them."""
    pages = {folder.name for folder in (ROOT / "massage_studio" / "gui").iterdir() if folder.is_dir()}
    return {"main", *ROOMS} | pages


def faults(form: Path) -> list[str]:
    """Everything in one form that does not belong there or is missing."""
    ui = ElementTree.parse(form).getroot()
    root = ui.find("widget")
    if root is None:
        return ["has no widget"]
    return [*_naming(form, ui, root), *_looks_and_wires(ui, root), *_labels(ui, root)]


def _naming(form: Path, ui: Element, root: Element) -> list[str]:
    found = []
    words = form.stem.split("_")
    if len(words) < 2 or words[0] not in rooms() or words[-1] not in KINDS:
        found.append(f"is not named <room>_<kind>.ui with a kind of {', '.join(KINDS)}")
    camel = "".join(word.capitalize() for word in words)
    if root.get("name") != camel or ui.findtext("class") != camel:
        found.append(f"its root is {root.get('name')}, not {camel}")
    names = [widget.get("name") or "" for widget in root.iter("widget") if widget is not root]
    found += [f"{name!r} is not snake_case" for name in names if not SNAKE_CASE.fullmatch(name)]
    found += [
        f"{name!r} is there twice" for name in sorted({name for name in names if names.count(name) > 1})
    ]
    return found


def _looks_and_wires(ui: Element, root: Element) -> list[str]:
    found = [f"holds {tag}" for tag in ("connections", "resources", "slots") if len(ui.findall(f"{tag}/*"))]
    for widget in root.iter("widget"):
        for name in sorted(_properties(widget) & LOOKS):
            found.append(f"{widget.get('name')} sets {name}")
        if widget is not root and "geometry" in _properties(widget):
            found.append(f"{widget.get('name')} has a fixed place; put it into a layout")
    return found


def _labels(ui: Element, root: Element) -> list[str]:
    widgets = {widget.get("name"): widget for widget in root.iter("widget")}
    extends = {
        custom.findtext("class"): custom.findtext("extends")
        for custom in ui.findall("customwidgets/customwidget")
    }
    found, buddies = [], set()
    for name, widget in widgets.items():
        buddy = _text(widget, "buddy")
        if buddy is None:
            continue
        buddies.add(buddy)
        if buddy not in widgets:
            found.append(f"the buddy of {name}, {buddy}, does not exist")
    stops = [stop.text for stop in ui.findall("tabstops/tabstop")]
    found += [f"tab stop {stop} does not exist" for stop in stops if stop not in widgets]
    for name, widget in widgets.items():
        kind = extends.get(widget.get("class")) or widget.get("class")
        named = bool(_text(widget, "accessibleName")) or name in buddies
        if kind in INPUTS and not named:
            found.append(f"{name} has neither a label (buddy) nor an accessibleName")
        if kind in BUTTONS and not named and not _text(widget, "text"):
            found.append(f"{name} has neither a text nor an accessibleName")
    return found


def _properties(widget: Element) -> set[str | None]:
    return {prop.get("name") for prop in widget.findall("property")}


def _text(widget: Element, name: str) -> str | None:
    prop = widget.find(f"property[@name='{name}']")
    return None if prop is None or not len(prop) else prop[0].text


def instantiate(form: Path, module: object, qtbot: QtBot) -> QtWidgets.QWidget:
    """Make the real widget and let the compiled form set it up."""
    root = ElementTree.parse(form).getroot().find("widget")
    assert root is not None
    widget: QtWidgets.QWidget = getattr(QtWidgets, str(root.get("class")))()
    qtbot.addWidget(widget)
    getattr(module, f"Ui_{root.get('name')}")().setupUi(widget)
    return widget


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_holds_structure_and_nothing_else(form: Path) -> None:
    assert faults(form) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_comes_alive(form: Path, qtbot: QtBot) -> None:
    module = importlib.import_module(f"massage_studio.gui.forms.ui_{form.stem}")
    assert instantiate(form, module, qtbot).layout() is not None


def test_no_compiled_form_outlives_its_source() -> None:
    compiled = {path.stem.removeprefix("ui_") for path in (ROOT / "massage_studio/gui/forms").glob("ui_*.py")}
    assert compiled == {form.stem for form in FORMS}


GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>BookingsPage</class>
<widget class="QWidget" name="BookingsPage"><layout class="QFormLayout" name="form_layout">
<item row="0" column="0"><widget class="QLabel" name="name_label">
<property name="text"><string>&amp;Name</string></property>
<property name="buddy"><cstring>name_edit</cstring></property></widget></item>
<item row="0" column="1"><widget class="QLineEdit" name="name_edit"/></item>
</layout></widget></ui>
"""
BUDDY = '<property name="buddy"><cstring>name_edit</cstring></property>'


def a_form(folder: Path, text: str, name: str = "bookings_page") -> Path:
    folder.mkdir(exist_ok=True)
    form = folder / f"{name}.ui"
    form.write_text(text, encoding="utf-8")
    return form


def test_a_proper_form_has_no_faults(tmp_path: Path) -> None:
    assert faults(a_form(tmp_path, GOOD)) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("name_edit</cstring>", "nobody</cstring>", "nobody, does not exist"),
        (BUDDY, "", "neither a label"),
        ('name="name_edit"', 'name="nameEdit"', "not snake_case"),
        (BUDDY, BUDDY + '<property name="styleSheet"><string>color: red</string></property>', "styleSheet"),
        (BUDDY, BUDDY + '<property name="minimumSize"><size/></property>', "minimumSize"),
        ("</ui>", "<connections><connection/></connections></ui>", "connections"),
        ('name="BookingsPage"', 'name="Form"', "its root is Form"),
    ],
)
def test_a_bad_form_is_told_what_is_wrong(tmp_path: Path, before: str, after: str, fault: str) -> None:
    found = faults(a_form(tmp_path, GOOD.replace(before, after)))
    assert any(fault in one for one in found), found


def test_a_form_of_no_room_is_refused(tmp_path: Path) -> None:
    assert any("is not named" in fault for fault in faults(a_form(tmp_path, GOOD, "misc_page")))


@pytest.fixture
def compiler() -> object:
    return load_by_path(ROOT / "packaging" / "compile_forms.py")


def test_a_misspelt_property_compiles_but_does_not_come_alive(tmp_path: Path, compiler, qtbot: QtBot) -> None:
    wrong = '<property name="plaecholder"><string>x</string></property>'
    form = a_form(tmp_path / "ui", GOOD.replace('name="name_edit"/>', f'name="name_edit">{wrong}</widget>'))
    compiler.compile_forms(tmp_path / "ui", tmp_path / "forms")
    module = load_by_path(tmp_path / "forms" / "ui_bookings_page.py")
    with pytest.raises(AttributeError, match="setPlaecholder"):
        instantiate(form, module, qtbot)


def test_only_changed_forms_are_compiled_again(tmp_path: Path, compiler) -> None:
    form = a_form(tmp_path / "ui", GOOD)
    modules = tmp_path / "forms"
    assert len(compiler.compile_forms(tmp_path / "ui", modules)) == 2
    assert compiler.compile_forms(tmp_path / "ui", modules) == []
    form.write_text(GOOD.replace("Name<", "Names<"), encoding="utf-8")
    assert [path.name for path in compiler.compile_forms(tmp_path / "ui", modules)] == ["ui_bookings_page.py"]
    form.unlink()
    compiler.compile_forms(tmp_path / "ui", modules)
    assert [path.name for path in modules.iterdir() if path.suffix == ".py"] == ["__init__.py"]


def test_a_complaint_of_the_form_compiler_is_an_error(tmp_path: Path, compiler) -> None:
    a_form(tmp_path / "ui", GOOD.replace("name_edit</cstring>", "nobody</cstring>"))
    with pytest.raises(compiler.FormError, match="bookings_page"):
        compiler.compile_forms(tmp_path / "ui", tmp_path / "forms")


def test_a_compiled_form_says_what_it_was_made_from(tmp_path: Path, compiler) -> None:
    a_form(tmp_path / "ui", GOOD)
    compiler.compile_forms(tmp_path / "ui", tmp_path / "forms")
    text = (tmp_path / "forms" / "ui_bookings_page.py").read_text(encoding="utf-8")
    assert text.startswith("# ui/bookings_page.ui sha256=")
    assert "def setupUi(self, BookingsPage: QWidget) -> None:" in text
    assert str(tmp_path) not in text and sys.prefix not in text


def test_a_compiled_form_imports_of_qt_what_it_uses_and_no_more(tmp_path: Path, compiler) -> None:
    a_form(tmp_path / "ui", GOOD)
    compiler.compile_forms(tmp_path / "ui", tmp_path / "forms")
    tree = ast.parse((tmp_path / "forms" / "ui_bookings_page.py").read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    of_qt = {
        name.name for node in imports for name in node.names if (node.module or "").startswith("PySide6")
    }
    assert {"QWidget", "QLineEdit"} <= of_qt <= used
