"""Who may touch what: the rules that keep each room in its place, held by reading the imports."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "massage_studio"
ROOMS = (
    "store", "families", "curriculum", "bookings", "cues", "progress", "charts", "paper", "handouts",
    "safekeeping", "exchange", "search",
)  # fmt: skip
# What these rooms may import of the program beside themselves.
BASICS = ("paths", "errors", "language")
DRAWS_WITH = {"paper": BASICS, "charts": ("paper", *BASICS)}
SECRETS = ("argon2", "cryptography", "keyring")
REPORTLAB_INSIDE = ("reportlab.rl_config", "reportlab.pdfbase", "reportlab.pdfgen")
# store/tables.py gathers the models of every room for the schema and its migrations, and no room imports it.
GATHERS_EVERY_ROOM = "store/tables.py"


class Import(NamedTuple):
    """One imported module: where, and whether it happens when the file itself is imported."""

    file: str
    line: int
    name: str
    at_import: bool

    def __str__(self) -> str:
        return f"massage_studio/{self.file}:{self.line} imports {self.name}"


def modules(package: Path = PACKAGE) -> list[Path]:
    """Every module of the package but the compiled forms."""
    return [path for path in sorted(package.rglob("*.py")) if "forms" not in path.relative_to(package).parts]


def nodes(path: Path, *words: str) -> Iterator[ast.AST]:
    """Every node of a module that has one of these words in it."""
    text = path.read_text(encoding="utf-8")
    return ast.walk(ast.parse(text)) if any(word in text for word in words) else iter(())


def imports(package: Path = PACKAGE) -> tuple[Import, ...]:
    """Every import of the package, absolute names only, `from a import b` as a.b."""
    return _imports_of_program() if package == PACKAGE else _every_import(package)


@cache
def _imports_of_program() -> tuple[Import, ...]:
    return _every_import(PACKAGE)


def _every_import(package: Path) -> tuple[Import, ...]:
    return tuple(found for path in modules(package) for found in _imports_of(path, package))


def _imports_of(path: Path, package: Path) -> Iterator[Import]:
    file = path.relative_to(package).as_posix()
    here = ["massage_studio", *path.relative_to(package).parent.parts]
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node, lazy in _import_nodes(tree, False):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            base = [*here[: len(here) - node.level + 1]] if node.level else []
            base += [node.module] if node.module else []
            names = [".".join([*base, alias.name]) for alias in node.names]
        for name in names:
            yield Import(file, node.lineno, name, not lazy)


def _import_nodes(inside: ast.AST, lazy: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Every import below a node, and whether it happens later than the import of its own file."""
    lazy = lazy or isinstance(inside, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types_only(inside)
    for node in ast.iter_child_nodes(inside):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, lazy
        elif not isinstance(node, ast.expr):
            yield from _import_nodes(node, lazy)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def touches(found: Import, module: str) -> bool:
    """Whether an import reaches the module or anything inside it."""
    return found.name == module or found.name.startswith(module + ".")


def room_of(file: str) -> str:
    """The folder that a file lives in; empty for files beside the rooms."""
    return file.split("/")[0] if "/" in file else ""


def may_import_sqlalchemy(file: str) -> bool:
    """Store, and the files of a room that talk to it: models, queries, and its services."""
    name = file.rpartition("/")[2]
    return room_of(file) == "store" or (
        file.count("/") == 1
        and (
            name in ("models.py", "service.py", "queries.py") or name.endswith(("_service.py", "_queries.py"))
        )
    )


def broken(package: Path = PACKAGE) -> list[str]:
    """Every import that breaks a rule, with the rule."""
    return [f"{found}: {rule}" for found in imports(package) for rule in _rules_broken_by(found)]


def _rules_broken_by(found: Import) -> Iterator[str]:
    file, room = found.file, room_of(found.file)
    if (touches(found, "PySide6") or touches(found, "shiboken6")) and room != "gui" and file != "app.py":
        yield "only gui/ and app.py use Qt"
    if (touches(found, "sqlalchemy") or touches(found, "alembic")) and not may_import_sqlalchemy(file):
        yield "only store/ and a room's models, services and queries use SQLAlchemy"
    if touches(found, "reportlab") and room not in ("paper", "handouts", "charts"):
        yield "only paper/, handouts/ and charts/ use ReportLab"
    elif any(touches(found, name) for name in REPORTLAB_INSIDE) and file != "paper/reportlab_internals.py":
        yield "the inside of ReportLab stands behind paper/reportlab_internals.py"
    if any(touches(found, name) for name in SECRETS) and room != "safekeeping":
        yield "only safekeeping/ uses cryptography"
    if any(touches(found, name) for name in SECRETS) and found.at_import:
        yield "a plain studio starts without cryptography; import it where it is used"
    if touches(found, "sqlite3"):
        yield "the standard library's SQLite is never used for a studio"
    if touches(found, "massage_studio.gui") and room != "gui" and file != "app.py":
        yield "nothing but app.py imports gui/"
    if touches(found, "massage_studio.app") and file not in ("cli.py", "__main__.py"):
        yield "app.py knows everyone, and nobody but the commands knows app.py"
    if touches(found, "reportlab.lib.fontfinder"):
        yield "the font finder reads the whole disk"
    yield from _neighbour_rules(found)


def _neighbour_rules(found: Import) -> Iterator[str]:
    """A room meets another through its views, service and queries, not through its models."""
    room = room_of(found.file)
    if room in DRAWS_WITH and touches(found, "massage_studio"):
        known = (room, *DRAWS_WITH[room])
        if not any(touches(found, f"massage_studio.{name}") for name in known):
            yield f"{room}/ knows only {', '.join(known)}"
    for other in ROOMS:
        if other == room or not touches(found, f"massage_studio.{other}.models"):
            continue
        # store/ gathers the models of every room for the schema and its migrations.
        if room != "store" and Path(found.file).name != "models.py":
            yield f"{other}/models.py belongs to {other}/; use its views, service or queries"


def test_every_import_keeps_to_its_room() -> None:
    assert not broken(), "\n".join(broken())


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("bookings/views.py", "from PySide6.QtCore import QDate"),
        ("bookings/views.py", "from sqlalchemy import select"),
        ("gui/bookings/service.py", "import sqlalchemy.orm"),
        ("bookings/service.py", "def late():\n    from reportlab.pdfgen import canvas"),
        ("store/engine.py", "def late():\n    from cryptography.fernet import Fernet"),
        ("gui/tasks.py", "def late():\n    import keyring"),
        ("safekeeping/keys.py", "from argon2.low_level import Type"),
        ("store/engine.py", "import sqlite3"),
        ("bookings/queries.py", "from massage_studio.families.models import Baby"),
        ("bookings/queries.py", "from massage_studio.families import models"),
        ("bookings/queries.py", "from ..families import models"),
        ("handouts/letters.py", "from massage_studio.gui.theme import Theme"),
        ("handouts/letters.py", "from massage_studio import gui"),
        ("gui/page.py", "import massage_studio.app"),
        ("exchange/letters.py", "from reportlab.lib import colors"),
        ("paper/page.py", "from reportlab.pdfbase import pdfdoc"),
        ("handouts/receipt.py", "from reportlab import rl_config"),
        ("paper/boxes.py", "from massage_studio.charts.states import states_ribbon"),
        ("paper/text.py", "from massage_studio.handouts.views import TakeHome"),
        ("paper/band.py", "from ..curriculum import content"),
        ("charts/states.py", "from massage_studio.handouts import views"),
        ("charts/states.py", "from massage_studio.cues.views import CueView"),
    ],
)
def test_a_forbidden_import_is_named_with_its_file(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line)
    [message] = broken(tmp_path)
    assert message.startswith(f"massage_studio/{file}:")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("gui/bookings/page.py", "from PySide6.QtCore import QDate"),
        ("app.py", "def show():\n    from massage_studio.gui.main_window import MainWindow"),
        ("bookings/models.py", "from massage_studio.families.models import Baby"),
        ("bookings/queries.py", "from .models import Course"),
        ("store/migrations/env.py", "from alembic import context"),
        ("cues/queries.py", "from ..bookings.views import SeatView"),
        ("paper/page.py", "from reportlab.graphics.shapes import Drawing"),
        ("paper/reportlab_internals.py", "from reportlab.pdfbase import pdfdoc"),
        ("paper/fonts.py", "from massage_studio import paths"),
        ("charts/states.py", "from massage_studio.paper.palette import colour"),
        ("handouts/take_home.py", "from massage_studio.charts.states import states_ribbon"),
    ],
)
def test_a_permitted_import_passes(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(line)
    assert broken(tmp_path) == []


Edges = dict[str, dict[str, list[str]]]


def edges(found: Iterable[tuple[str, str, str]]) -> Edges:
    """Return for each place the places that it knows, each with where it says so."""
    known: Edges = {}
    for one, other, where in found:
        if one != other:
            known.setdefault(one, {}).setdefault(other, []).append(where)
    return known


def circles(known: Edges) -> list[str]:
    """Return what makes places know each other, directly or through others: every import on such a way."""
    within = {place: _reached(known, place) for place in known}
    return [
        f"{one} -> {other}: {where}"
        for one, others in known.items()
        for other, places in others.items()
        if one in within.get(other, ())
        for where in places
    ]


def _reached(known: Edges, start: str) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        for place in known.get(ahead.pop(), ()):
            if place not in reached:
                reached.add(place)
                ahead.append(place)
    return reached


def between_rooms(package: Path = PACKAGE) -> Edges:
    """Return which rooms, and files beside them, know which; imports for types and late ones count too."""
    return edges(
        (found.file.split("/")[0].removesuffix(".py"), name.split(".")[1], str(found))
        for found in imports(package)
        for name in (found.name,)
        if name.startswith("massage_studio.") and found.file != GATHERS_EVERY_ROOM
    )


def between_rooms_of_gui(package: Path = PACKAGE, forms: Path = ROOT / "ui") -> Edges:
    """Return which rooms of gui/ know which; a form belongs to the room that its name begins with."""
    by_code = (
        (parts[1].removesuffix(".py"), found.name.split(".")[2], str(found))
        for found in imports(package)
        for parts in (found.file.split("/"),)
        if parts[0] == "gui" and found.name.startswith("massage_studio.gui.")
    )
    by_form = (
        (form.name.split("_")[0], room, f"ui/{form.name}")
        for form in sorted(forms.glob("*.ui"))
        for room in re.findall(r"<header>massage_studio\.gui\.(\w+)", form.read_text(encoding="utf-8"))
    )
    return edges((*by_code, *by_form))


@pytest.mark.parametrize("known", [between_rooms, between_rooms_of_gui])
def test_no_two_rooms_know_each_other(known: Callable[[], Edges]) -> None:
    assert not circles(known()), "\n".join(circles(known()))


def test_the_module_that_gathers_every_room_is_known_to_store_alone() -> None:
    module = f"massage_studio.{GATHERS_EVERY_ROOM.removesuffix('.py').replace('/', '.')}"
    assert (PACKAGE / GATHERS_EVERY_ROOM).is_file()
    assert {room_of(found.file) for found in imports() if touches(found, module)} == {"store"}


def test_a_circle_of_rooms_is_named_with_its_imports(tmp_path: Path) -> None:
    files = {
        "cues/service.py": "from massage_studio.bookings.views import SeatView",
        "bookings/queries.py": (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..progress import views"
        ),
        "progress/queries.py": "def late():\n    from ..cues import views",
        "search/queries.py": "from massage_studio.cues import views",
    }
    for file, text in files.items():
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text(text)
    assert [line.split(":")[0] for line in circles(between_rooms(tmp_path))] == [
        "bookings -> progress",
        "cues -> bookings",
        "progress -> cues",
    ]


def test_a_form_with_a_widget_of_another_room_counts_for_its_room(tmp_path: Path) -> None:
    (tmp_path / "gui" / "cues").mkdir(parents=True)
    (tmp_path / "gui" / "cues" / "page.py").write_text("from massage_studio.gui.families.words import told")
    (tmp_path / "families_dialog.ui").write_text("<header>massage_studio.gui.cues.tray</header>")
    assert circles(between_rooms_of_gui(tmp_path, tmp_path)) == [
        "cues -> families: massage_studio/gui/cues/page.py:1 imports massage_studio.gui.families.words.told",
        "families -> cues: ui/families_dialog.ui",
    ]


def modules_of_gui(package: Path = PACKAGE) -> Edges:
    """Return which modules of gui/ know which, compiled forms left out; imports for types count too."""
    names = {
        ".".join(("massage_studio", *path.relative_to(package).with_suffix("").parts))
        for path in modules(package)
    }
    return edges(
        (".".join(("massage_studio", *Path(found.file).with_suffix("").parts)), known, str(found))
        for found in imports(package)
        if room_of(found.file) == "gui"
        for known in {found.name, found.name.rpartition(".")[0]} & names
    )


def users_of_forms(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Return for each form the modules that import it, compiled."""
    users: dict[str, set[str]] = {}
    for found in imports(package):
        _, _, form = found.name.partition("massage_studio.gui.forms.ui_")
        if form:
            users.setdefault(form.split(".")[0], set()).add(found.file)
    return users


def test_a_form_belongs_to_one_module() -> None:
    users = users_of_forms()
    assert set(users) == {form.stem for form in (ROOT / "ui").glob("*.ui")}, "each form is used"
    shared = {form: sorted(files) for form, files in users.items() if len(files) > 1}
    assert shared == {}


def test_a_widget_is_reached_by_the_module_of_its_form_alone() -> None:
    reached = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in modules(PACKAGE / "gui")
        # The tour presses what a person would press.
        if path.parent.name != "tour"
        for node in nodes(path, ".ui")
        if isinstance(node, ast.Attribute) and node.attr == "ui"
        if not (isinstance(node.value, ast.Name) and node.value.id == "self")
    ]
    assert reached == []


def test_no_module_of_the_window_is_known_by_what_it_is_made_of() -> None:
    assert not circles(modules_of_gui()), "\n".join(circles(modules_of_gui()))


def test_a_form_of_two_modules_and_a_helper_that_knows_its_page_are_found(tmp_path: Path) -> None:
    (tmp_path / "gui" / "cues").mkdir(parents=True)
    form = "from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage\n"
    page = tmp_path / "gui" / "cues" / "page.py"
    page.write_text(f"{form}from massage_studio.gui.cues.finder import Finder")
    (tmp_path / "gui" / "cues" / "finder.py").write_text(
        f"{form}from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .page import CuesPage"
    )
    assert users_of_forms(tmp_path) == {"cues_page": {"gui/cues/finder.py", "gui/cues/page.py"}}
    assert [line.split(":")[0] for line in circles(modules_of_gui(tmp_path))] == [
        "massage_studio.gui.cues.finder -> massage_studio.gui.cues.page",
        "massage_studio.gui.cues.page -> massage_studio.gui.cues.finder",
    ]


def test_app_imports_the_window_only_when_it_is_wanted() -> None:
    early = [
        str(found)
        for found in imports()
        if found.file in ("app.py", "cli.py", "__main__.py")
        and found.at_import
        and any(touches(found, name) for name in ("massage_studio.gui", "sqlalchemy", "reportlab", "alembic"))
    ]
    assert not early, "\n".join(early)


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the packaging library"


TRANSLATED = ("KnownError", "DamagedError", "NotWritableError", "LeftOpenError", "FullError", "translate")


def test_a_refusal_is_written_so_that_it_can_be_translated() -> None:
    made = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in nodes(path, *TRANSLATED)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in TRANSLATED
        and any(isinstance(argument, ast.JoinedStr) for argument in node.args)
    ]
    assert made == []


def test_only_the_commands_print() -> None:
    printing = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in modules()
        if path != PACKAGE / "cli.py"
        for node in nodes(path, "print")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing, f"print( belongs in cli.py: {printing}"


def row_pools(package: Path = PACKAGE) -> list[str]:
    """Return where widgets are made as far as a list needs them, or filled again with what it shows."""
    return [
        f"{path.relative_to(package).as_posix()}:{node.lineno}"
        for path in modules(package)
        for node in nodes(path, "len(", "strict")
        if (isinstance(node, ast.While | ast.If) and _grows(node.test, isinstance(node, ast.While)))
        or (isinstance(node, ast.For) and _fills(node.iter))
    ]


def _grows(test: ast.expr, loops: bool) -> bool:
    """Whether `while len(self.rows) < count`, `while index >= len(self.rows)` or `if n == len(self.rows)`."""
    if not isinstance(test, ast.Compare):
        return False
    bounds = (ast.Lt, ast.GtE) if loops else (ast.Eq,)
    sides = (test.comparators[0],) if not loops else (test.left, test.comparators[0])
    return isinstance(test.ops[0], bounds) and any(_counts_own(side) for side in sides)


def _fills(loop: ast.expr) -> bool:
    """Whether `for … in range(len(self.rows), count)` or `for … in zip(self.rows, views, strict=False)`."""
    if not isinstance(loop, ast.Call) or not isinstance(loop.func, ast.Name):
        return False
    if loop.func.id == "range":
        return _counts_own(loop.args[0])
    loose = any(word.arg == "strict" and ast.unparse(word.value) == "False" for word in loop.keywords)
    return loop.func.id == "zip" and loose and _is_own(loop.args[0])


def _counts_own(node: ast.expr) -> bool:
    return any(
        isinstance(call, ast.Call) and ast.unparse(call.func) == "len" and _is_own(call.args[0])
        for call in ast.walk(node)
    )


def _is_own(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"


def test_lists_are_models_and_no_row_is_made_by_hand() -> None:
    found = [place for place in row_pools() if room_of(place) == "gui"]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "lines",
    [
        "while len(self.rows) < count:\n    add()",
        "while index >= len(self.rows):\n    add()",
        "if number == len(self.rows):\n    add()",
        "for _ in range(len(self.rows), count):\n    add()",
        "for row, view in zip(self.rows, views, strict=False):\n    row.show_view(view)",
    ],
)
def test_rows_made_by_hand_are_found(tmp_path: Path, lines: str) -> None:
    (tmp_path / "page.py").write_text(lines)
    assert row_pools(tmp_path) == ["page.py:1"]


ONE_DATABASE_ONLY = ("store", "search")
DRIVER_CALLS = {"exec_driver_sql", "dbapi_connection"}
DRIVER_WORDS = ("PRAGMA", "MATCH", "SELECT", "INSERT", "UPDATE", "DELETE")
DRIVER_SQL = re.compile(r"\bPRAGMA\b|\bMATCH\b|\b(?:SELECT|INSERT|UPDATE|DELETE)\b.*\?", re.DOTALL)


def bound_to_one_database(package: Path = PACKAGE) -> list[str]:
    """Every line outside store/ and search/ that only SQLite or its driver would understand."""
    return [
        f"massage_studio/{file}:{node.lineno}"
        for path in modules(package)
        if room_of(file := path.relative_to(package).as_posix()) not in ONE_DATABASE_ONLY
        for node in nodes(path, *DRIVER_CALLS, *DRIVER_WORDS)
        if isinstance(node, ast.Attribute | ast.Constant) and _for_one_database(node)
    ]


def _for_one_database(node: ast.Attribute | ast.Constant) -> bool:
    match node:
        case ast.Attribute(attr=name):
            return name in DRIVER_CALLS
        case ast.Constant(value=str(words)):
            return DRIVER_SQL.search(words) is not None
    return False


def test_a_database_file_is_opened_in_one_place() -> None:
    opening = [
        f"massage_studio/{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        for path in modules()
        if path != PACKAGE / "store" / "connecting.py"
        for node in nodes(path, "driver")
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "driver.connect"
    ]
    assert not opening, f"a file that is not opened by open_file gets no key: {opening}"


def test_only_the_store_and_the_search_speak_to_sqlite_itself() -> None:
    assert not bound_to_one_database()


@pytest.mark.parametrize(
    "line",
    [
        "run('SELECT 1 FROM baby WHERE id = ?')",
        "run('PRAGMA foreign_keys = OFF')",
        "run('SELECT rowid FROM words WHERE words MATCH :asked')",
        "connection.exec_driver_sql(asked)",
        "raw = connection.connection.dbapi_connection",
    ],
)
def test_a_line_for_one_database_is_found(tmp_path: Path, line: str) -> None:
    for room in ("bookings", "store"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "queries.py").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "bookings" / "views.py").write_text(
        "ask(tr('Update it?'))\n",
        encoding="utf-8",
    )
    assert bound_to_one_database(tmp_path) == ["massage_studio/bookings/queries.py:1"]


def test_no_room_passes_on_the_names_of_its_other_modules() -> None:
    facades = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if path.stem.endswith(("service", "queries")) and "__all__" in path.read_text(encoding="utf-8")
    ]
    assert not facades


def test_only_one_helper_of_the_tests_holds_an_accessible_interface() -> None:
    """Qt deletes them without telling Python, and a test far away crashes where one is still held."""
    asking = [
        path.relative_to(ROOT).as_posix()
        for path in (*modules(PACKAGE), *sorted((ROOT / "tests").rglob("*.py")))
        if path != Path(__file__) and "queryAccessibleInterface" in path.read_text(encoding="utf-8")
    ]
    assert asking == ["tests/gui/hearing.py"]
