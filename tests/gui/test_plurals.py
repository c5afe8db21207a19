"""Sentences with a number, as they are read: in English, in a language of three forms, on every page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QSpinBox
from pytestqt.qtbot import QtBot

from massage_studio import language
from massage_studio.bookings import today_queries
from massage_studio.bookings.refusals import too_few
from massage_studio.charts.benefits import BenefitTotal, benefit_bars
from massage_studio.exchange.views import Imported
from massage_studio.families.age import Age
from massage_studio.gui import translations, wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues.quick_entry import count_words
from massage_studio.gui.exchange.import_summary import import_summary
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.pages import PLACES
from massage_studio.gui.restore_words import holds
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.widgets.fields import show_unit
from massage_studio.gui.widgets.week_strip import WeekDay, WeekStrip
from massage_studio.store.changes import changed
from massage_studio.store.copying import Contents
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.conftest import ROOT, load_by_path
from tests.demo_studio import demo_once
from tests.gui.readable import readable
from tests.gui.settling import settle

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
COUNTS = (0, 1, 2, 21)


def strip_words(count: int) -> str:
    strip = WeekStrip()
    strip.set_days([WeekDay("Mon", count)])
    return strip.accessibleName()


def unit_words(count: int) -> str:
    box = QSpinBox()
    show_unit(box, lambda number: language.translate("CourseFieldsPanel", " weeks", None, number))
    box.setValue(count)
    return box.text()


def imported(count: int) -> str:
    return import_summary(
        Imported(changed(), booked=0, waiting=count, cancelled=0, unchanged=0, updated=0), ()
    )


SENTENCES: dict[str, tuple[Callable[[int], str], tuple[str, str, str, str]]] = {
    "a backup": (
        lambda n: holds(Contents(n, n, n)),
        (
            "0 families, 0 classes held, 0 notes",
            "1 family, 1 class held, 1 note",
            "2 families, 2 classes held, 2 notes",
            "21 families, 21 classes held, 21 notes",
        ),
    ),
    "a day of the week": (
        strip_words,
        ("Mon: no class", "Mon: 1 class", "Mon: 2 classes", "Mon: 21 classes"),
    ),
    "a unit in a form": (unit_words, ("0 weeks", "1 week", "2 weeks", "21 weeks")),
    "entries of a sheet": (lambda n: count_words(n, 0), ("0 entries", "1 entry", "2 entries", "21 entries")),
    "an age on the screen": (lambda n: wording.age(Age(n * 7)), ("0 wk", "1 wk", "2 wk", "21 wk")),
    "minutes": (wording.minutes, ("0 min", "1 min", "2 min", "21 min")),
    "an import": (
        lambda n: imported(n) if n else language.translate("ImportPage", "%n babies", None, n),
        ("0 babies", "1 baby on the waiting list.", "2 babies on the waiting list.",
         "21 babies on the waiting list."),
    ),
    "a refusal": (
        lambda n: too_few(n, 22).message,
        (
            "0 places are free on this course, for 22 babies.",
            "One place is free on this course, for 22 babies.",
            "2 places are free on this course, for 22 babies.",
            "21 places are free on this course, for 22 babies.",
        ),
    ),
    "a chart on paper": (
        lambda n: benefit_bars([BenefitTotal("touch", "Touch", n, 0)], 300).sentence,
        (
            "Touch 0 of 0 planned minutes.",
            "Touch 0 of 1 planned minute.",
            "Touch 0 of 2 planned minutes.",
            "Touch 0 of 21 planned minutes.",
        ),
    ),
    "payments of the day": (
        lambda n: language.translate("ToDo", "%n payments due", None, n),
        ("0 payments due", "1 payment due", "2 payments due", "21 payments due"),
    ),
}  # fmt: skip


@pytest.fixture(params=["with Qt", "without Qt"])
def _either_way(request: pytest.FixtureRequest) -> Iterator[None]:
    language.use(*([QCoreApplication.translate] if request.param == "with Qt" else []))
    yield
    language.use(QCoreApplication.translate)


@pytest.mark.parametrize("what", SENTENCES)
def test_none_one_two_and_twenty_one_read_right(what: str, qapp: QApplication, _either_way: None) -> None:
    words, wanted = SENTENCES[what]
    assert tuple(words(count) for count in COUNTS) == wanted


THREE_FORMS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pl">
<context><name>WeekStrip</name>
<message numerus="yes"><source>%n classes</source><translation>
<numerusform>%n klasa</numerusform><numerusform>%n klasy</numerusform><numerusform>%n klas</numerusform>
</translation></message></context>
<context><name>Rooms</name>
<message numerus="yes"><source>%n places are free on this course, for {babies}.</source><translation>
<numerusform>Wolne: %n miejsce ({babies}).</numerusform>
<numerusform>Wolne: %n miejsca ({babies}).</numerusform>
<numerusform>Wolne: %n miejsc ({babies}).</numerusform></translation></message></context>
</TS>
"""


@pytest.fixture
def three_forms(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """The program on a computer whose language has three plural forms, as one adds such a translation."""
    shutil.copy(ROOT / "resources" / "translations" / "en_GB.ts", tmp_path)
    (tmp_path / "pl.ts").write_text(THREE_FORMS, encoding="utf-8")
    compiler = load_by_path(ROOT / "packaging" / "compile_translations.py")
    assert [path.name for path in compiler.compile_translations(tmp_path)] == ["en_GB.qm", "pl.qm"]
    assert compiler.compile_translations(tmp_path) == []
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Polish, QLocale.Country.Poland))
    translations.install(qapp, tmp_path)
    yield
    QLocale.setDefault(before)
    translations.install(qapp)


def test_a_language_of_three_forms_shows_each_in_the_window_and_in_a_room(three_forms: None) -> None:
    shown = [strip_words(count) for count in (1, 2, 5, 21, 22)]
    assert shown == [f"Mon: {words}" for words in ("1 klasa", "2 klasy", "5 klas", "21 klas", "22 klasy")]
    told = [too_few(free, 30).message for free in (1, 3, 5, 22)]
    assert [words.partition(" (")[0] for words in told] == [
        "Wolne: 1 miejsce", "Wolne: 3 miejsca", "Wolne: 5 miejsc", "Wolne: 22 miejsca",
    ]  # fmt: skip


def test_what_a_translation_lacks_is_english_with_its_own_forms(three_forms: None) -> None:
    assert "(30 babies)" in too_few(1, 30).message and "(1 baby)" in too_few(1, 1).message
    assert holds(Contents(1, 2, 21)) == "1 family, 2 classes held, 21 notes"


def test_a_translation_that_is_gone_leaves_nothing_compiled(tmp_path: Path) -> None:
    (tmp_path / "pl.ts").write_text(THREE_FORMS, encoding="utf-8")
    compiler = load_by_path(ROOT / "packaging" / "compile_translations.py")
    compiler.compile_translations(tmp_path)
    (tmp_path / "pl.ts").unlink()
    assert compiler.compile_translations(tmp_path) == [] and list(tmp_path.iterdir()) == []


RAW = re.compile(
    r"%L?n\b|\w\((?:s|es|ies)\)"
    r"|(?<![\d.,:/])\b1 (?:babies|families|classes|weeks|months|notes|places|minutes|papers|payments|entries)"
    r"|\{[a-z_]+\}"
)


@pytest.fixture
def window(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on a demo studio, in the middle of the day of a class."""
    folder = Path(shutil.copytree(demo_once(tmp_path_factory), tmp_path / "studio"))
    tasks = Tasks()
    context = Context(tasks, clock=lambda: NOW)
    store = open_studio(folder)
    with store.read() as session:
        context.profile = profile(session)
    tasks.use(store)
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    yield window
    tasks.close()
    window.close()
    window.deleteLater()


def test_no_page_shows_the_sign_of_a_number_or_both_forms_of_a_word(window: MainWindow, qtbot: QtBot) -> None:
    tasks, found = window.context.tasks, list[Any]()
    tasks.read(partial(today_queries.today, now=NOW, zone="Europe/London"), found.append)
    settle(tasks)
    morning = found[0].today[0]
    session_id, family_id = morning.session.id, morning.rows[0].baby.family_id
    keys = {
        "class_room": session_id,
        "after_class": session_id,
        "quick_entry": session_id,
        "family": family_id,
        "summary": family_id,
    }
    seen: dict[str, list[str]] = {}
    for name in PLACES:
        window.go(name, keys.get(name))
        settle(tasks)
        seen[name] = readable()
    assert any(re.search(r": \d+ class(es)?\b", words) for words in seen["today"])
    assert sum(map(len, seen.values())) > 1000
    raw = {name: [words for words in said if RAW.search(words)] for name, said in seen.items()}
    assert {name: words for name, words in raw.items() if words} == {}
