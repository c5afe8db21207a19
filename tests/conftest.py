"""What every test gets: compiled forms and content, an empty home, and a reckoning of what it left behind."""

from __future__ import annotations

import gc
import importlib
import itertools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["tests.studio_fixtures"]

# Before anything imports Qt: no screen, no other machine's settings, no noise.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_QPA_FONTDIR", str(ROOT / "resources" / "fonts"))
_tests = itertools.count(1)
_homes = itertools.count(1)
_runtime = tempfile.TemporaryDirectory(prefix="massage-studio-tests-")
os.environ["XDG_RUNTIME_DIR"] = _runtime.name
# A program that a test starts is compiled once, as it is for whoever starts it a second time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A loaded laptop is slow now and then; that is no defect of the code under test.
hypothesis.settings.register_profile("studio", deadline=None)
hypothesis.settings.load_profile("studio")


def load_by_path(path: Path) -> ModuleType:
    """Import one file that belongs to no package, such as those of packaging/."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pytest_configure(config: pytest.Config) -> None:
    """Compile forms, content and translations before any test module is imported."""
    # Whoever shares the tests with others began after them.
    if hasattr(config, "workerinput"):
        return
    forms = load_by_path(ROOT / "packaging" / "compile_forms.py")
    content = load_by_path(ROOT / "packaging" / "compile_content.py")
    translations = load_by_path(ROOT / "packaging" / "compile_translations.py")
    try:
        forms.compile_forms()
        content.compile_content()
        translations.compile_translations()
    except (forms.FormError, content.BugError, translations.QtProgramError) as error:
        raise pytest.UsageError(f"a form, the content or a translation does not compile: {error}") from error


def pytest_collection(session: pytest.Session) -> None:
    """Let each of those who share the tests begin with a part of the modules.

    What one of them compiled is there for the others then: on a fresh checkout they would all compile all.
    """
    with_others = getattr(session.config, "workerinput", None)
    if with_others is None:
        return
    asked = [Path(argument.partition("::")[0]) for argument in session.config.args]
    files = sorted(file for path in asked for file in (path.rglob("test_*.py") if path.is_dir() else [path]))
    place = int(with_others["workerid"].removeprefix("gw"))
    for file in files[place :: with_others["workercount"]]:
        # What cannot be imported is told when it is collected.
        with suppress(Exception):
            importlib.import_module(".".join(file.resolve().relative_to(ROOT).with_suffix("").parts))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what is given more time than others, so that no processor waits for it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the end what tests have counted, such as kills and what was found after them."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of later collections, which keeps them short."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_in_this_thread() -> Iterator[None]:
    """Collect garbage between tests only: Qt objects that a worker's thread takes apart crash the run.

    What a test made is young; the few objects that outlive it are looked at in every twentieth turn.
    """
    gc.disable()
    yield
    if next(_tests) % 20 == 0:
        # What is still there is there for long, and a second of every later collection.
        gc.collect()
        gc.freeze()
    else:
        gc.collect(0)


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a window on the screen or a thread at work."""
    before = set(threading.enumerate())
    yield
    left = [f"window {name}" for name in _close_visible_windows()]
    deadline = time.monotonic() + 2
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                left.append(f"thread {thread.name}")
    if left:
        pytest.fail(f"the test left behind: {', '.join(left)}")


def _close_visible_windows() -> list[str]:
    """Hide every window that is still shown, so that the next test starts clean, and name them."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets and widgets.QApplication.instance()
    if not widgets or not application:
        return []
    shown = [window for window in application.topLevelWidgets() if window.isVisible()]
    for window in shown:
        window.hide()
        window.deleteLater()
    return [f"{type(window).__name__} {window.objectName()}".rstrip() for window in shown]


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test reads or writes this user's studio."""
    # By a number of its own: pytest would look through the folders of all tests before it to find one.
    home = tmp_path_factory.getbasetemp() / f"home{next(_homes)}"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    folders = {
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "APPDATA": "data",
        "LOCALAPPDATA": "local",
        # Windows answers platformdirs from the registry unless these are set.
        "WIN_PD_OVERRIDE_APPDATA": "data",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
        "WIN_PD_OVERRIDE_PERSONAL": "documents",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in a font of our own, so that widths are the same everywhere, and in its language."""
    from massage_studio.gui import system_font, translations

    translations.install(qapp)
    system_font.bring()
    font = qapp.font()
    font.setFamily(system_font.READING)
    qapp.setFont(font)
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The hands in front of a window, patient with a machine that is busy."""
    from tests.gui.settling import PatientBot

    return PatientBot(request)
