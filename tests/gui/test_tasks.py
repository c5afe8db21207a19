"""The one door to other threads: what it does first, and what when it closes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.errors import KnownError
from massage_studio.gui.bookings.calendar_page import CalendarPage
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.gui.families.page import FamiliesPage
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.tasks import Latest, Tasks
from massage_studio.store.opening import open_studio
from tests.gui.bookings.rosters import filled, names
from tests.gui.lists import press, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import a_booking, a_course, a_family


def test_a_paper_that_waits_when_the_program_closes_is_left_without_a_fault(qtbot: QtBot) -> None:
    tasks, begun, made = Tasks(), Event(), []

    def first() -> str:
        begun.set()
        # Long enough for the second to be waiting behind it.
        Event().wait(0.2)
        return "first"

    tasks.make(first, made.append)
    tasks.make(lambda: "second", made.append)
    assert begun.wait(5)
    tasks.close()
    QCoreApplication.processEvents()
    assert made == ["first"]


def test_a_page_is_painted_before_the_studio_is_asked_what_it_shows(
    qtbot: QtBot, studio_folder: Path
) -> None:
    happened: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            happened.append("painted")

    tasks, stack = Tasks(), QStackedWidget()
    tasks.use(open_studio(studio_folder))
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(Painted())
    with qtbot.waitExposed(stack):
        stack.show()
    stack.setCurrentIndex(1)
    tasks.read(lambda session: happened.append("asked"), lambda _: happened.append("answered"))
    assert tasks.busy
    qtbot.waitUntil(lambda: not tasks.busy)
    assert list(dict.fromkeys(happened)) == ["painted", "asked", "answered"]
    tasks.close()


def test_an_answer_is_painted_before_the_next_question_is_asked(qtbot: QtBot, studio_folder: Path) -> None:
    happened: list[str] = []

    class Painted(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            happened.append(f"painted {self.text()}")

    def asked(session: object, words: str) -> str:
        happened.append(f"asked {words}")
        return words

    tasks, label = Tasks(), Painted("nothing")
    tasks.use(open_studio(studio_folder))
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    happened.clear()
    for words in ("one", "two", "three"):
        tasks.read(partial(asked, words=words), label.setText)
    qtbot.waitUntil(lambda: not tasks.busy and "painted three" in happened)
    told = [f"{what} {words}" for words in ("one", "two", "three") for what in ("asked", "painted")]
    assert list(dict.fromkeys(happened)) == told
    tasks.close()


def test_what_is_unhurried_is_asked_after_all_else_and_a_moment_later(
    qtbot: QtBot, studio_folder: Path
) -> None:
    happened: list[str] = []
    tasks = Tasks()
    tasks.use(open_studio(studio_folder))
    began = time.monotonic()
    for words in ("beside it", "below it"):
        tasks.read(lambda _, words=words: happened.append(words), lambda _: None, unhurried=True)
    tasks.read(
        lambda _: happened.append("first"),
        lambda _: tasks.read(lambda _: happened.append("what it asks"), lambda _: None),
    )
    qtbot.waitUntil(lambda: not tasks.busy)
    assert happened == ["first", "what it asks", "beside it", "below it"]
    assert time.monotonic() - began >= 0.05
    # Nothing of it is asked of a studio that is let go of.
    tasks.read(lambda _: happened.append("too late"), lambda _: None, unhurried=True)
    tasks.let_go()
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.wait(100)
    assert "too late" not in happened
    tasks.close()


def lateness(times: int) -> list[float]:
    """How many seconds a timer of the window comes too late, so many times."""
    late, loop, timer = list[float](), QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    for _ in range(times):
        due = time.perf_counter() + 0.004
        timer.start(4)
        loop.exec()
        late.append(time.perf_counter() - due)
    return late


def test_a_worker_that_computes_gives_way_to_the_window_sooner_than_python_lets_it(qtbot: QtBot) -> None:
    tasks, over = Tasks(), Event()

    def papers() -> None:
        while not over.is_set():
            sum(range(1000))

    tasks.make(papers, lambda _: None)
    ours, usual = sys.getswitchinterval(), 0.005
    late: dict[float, list[float]] = {usual: [], ours: []}
    for interval in (*late, *late, *late, *late):
        sys.setswitchinterval(interval)
        late[interval] += lateness(15)
    sys.setswitchinterval(ours)
    over.set()
    tasks.close()
    assert median(late[ours]) < 0.75 * median(late[usual])


class AtOnce:
    """A worker that is done before anybody can wait for it."""

    def submit(self, work: Callable[[], object]) -> Future[object]:
        future: Future[object] = Future()
        future.set_result(work())
        return future

    def shutdown(self, **_: object) -> None:
        """Nothing is left to do."""


def test_an_answer_that_is_there_at_once_does_not_overtake_others(qtbot: QtBot) -> None:
    tasks, answers = Tasks(), list[int]()
    slow = tasks._worker
    tasks.run(lambda: 1, answers.append)
    slow.shutdown(wait=True)
    # Answered by now, though nobody has heard of it yet.
    tasks.__dict__["_worker"] = AtOnce()
    tasks.run(lambda: 2, answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [1, 2]
    tasks.close()


class Held:
    """A worker that does and answers what it was given only when it is told to, in any order."""

    def __init__(self) -> None:
        self.given: list[tuple[Future[object], Callable[[], object]]] = []
        self._done: dict[int, object] = {}

    def submit(self, work: Callable[[], object]) -> Future[object]:
        future: Future[object] = Future()
        self.given.append((future, work))
        return future

    def do(self, number: int) -> None:
        """Do the work, whose answer is on its way then."""
        self._done[number] = self.given[number][1]()

    def answer(self, number: int) -> None:
        """Let the answer arrive."""
        self.given[number][0].set_result(self._done[number])

    def do_all(self, qtbot: QtBot, tasks: Tasks, *, after: int = 0) -> None:
        """Do and answer all works but so many of the first, in turn, with those that are given meanwhile."""
        done = after

        def nothing_left() -> bool:
            nonlocal done
            while done < len(self.given):
                self.do(done)
                self.answer(done)
                done += 1
            return not tasks.busy

        qtbot.waitUntil(nothing_left)

    def shutdown(self, **_: object) -> None:
        """Nothing is left to do."""


@pytest.fixture
def held(qtbot: QtBot, studio_folder: Path) -> Iterator[tuple[Tasks, Held]]:
    tasks, worker = Tasks(), Held()
    tasks.use(open_studio(studio_folder))
    tasks.__dict__["_worker"] = worker
    yield tasks, worker
    tasks.close()


def test_of_two_questions_only_the_latest_is_answered_though_both_were_asked(
    held: tuple[Tasks, Held], qtbot: QtBot
) -> None:
    (tasks, worker), heard, latest = held, list[str](), Latest()
    tasks.read(lambda session: "first", heard.append, latest=latest)
    qtbot.waitUntil(lambda: len(worker.given) == 1)
    worker.do(0)
    tasks.read(lambda session: "second", heard.append, latest=latest)
    tasks.read(lambda session: "another's", heard.append, latest=Latest())
    worker.answer(0)
    qtbot.waitUntil(lambda: len(worker.given) == 2)
    assert heard == [] and latest.waiting
    worker.do_all(qtbot, tasks, after=1)
    assert heard == ["second", "another's"] and not latest.waiting


def test_what_is_written_waits_behind_one_question_at_most(held: tuple[Tasks, Held], qtbot: QtBot) -> None:
    (tasks, worker), happened = held, list[str]()
    for number in range(5):
        tasks.read(lambda session, number=number: happened.append(f"question {number}"), lambda _: None)
    qtbot.waitUntil(lambda: bool(worker.given))
    tasks.run(lambda: happened.append("written"), lambda _: None)
    worker.do_all(qtbot, tasks)
    assert happened == ["question 0", "written", *(f"question {number}" for number in range(1, 5))]


def test_a_question_that_is_outdated_before_its_turn_is_not_asked(
    held: tuple[Tasks, Held], qtbot: QtBot
) -> None:
    (tasks, worker), asked, heard, latest = held, list[str](), list[str](), Latest()

    def ask(session: object, words: str) -> str:
        asked.append(words)
        return words

    for words in ("M", "Mi", "Mia"):
        tasks.read(partial(ask, words=words), heard.append, latest=latest)
    worker.do_all(qtbot, tasks)
    assert len(worker.given) == 3 and asked == heard == ["Mia"]


def test_a_question_that_is_dropped_is_neither_answered_nor_refused(
    held: tuple[Tasks, Held], qtbot: QtBot
) -> None:
    (tasks, worker), heard, latest = held, list[object](), Latest()

    def refuse(session: object) -> object:
        raise KnownError("No.")

    questions: tuple[Callable[[object], object], ...] = (lambda session: "answer", refuse)
    for question in questions:
        tasks.read(question, heard.append, heard.append, latest=latest)
        qtbot.waitUntil(lambda: len(worker.given) == 1)
        future, work = worker.given.pop()
        try:
            result = work()
        except KnownError as error:
            latest.drop()
            future.set_exception(error)
        else:
            latest.drop()
            future.set_result(result)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert heard == [] and not latest.waiting


def two_looks(stage: Stage, first: Callable[[], None], second: Callable[[], None]) -> None:
    """Ask for two things one after the other; the first is answered once the second is wanted."""
    tasks = stage.page.context.tasks
    usual, worker = tasks._worker, Held()
    tasks.__dict__["_worker"] = worker
    first()
    stage.qtbot.waitUntil(lambda: bool(worker.given))
    worker.do(0)
    second()
    worker.answer(0)
    worker.do_all(stage.qtbot, tasks, after=1)
    tasks.__dict__["_worker"] = usual
    stage.settle()


def test_the_classes_page_shows_the_families_of_the_course_that_was_chosen_last(
    studio_folder: Path, qtbot: QtBot
) -> None:
    with staged(BookingsPage, studio_folder, qtbot) as stage:
        for course, baby in (("Autumn course", "Mia"), ("Spring course", "Leo")):
            filled(stage, baby, name=course)
        stage.show()
        shown = stage.page.ui.course_list
        by_name = sorted(range(2), key=lambda place: rows(shown)[place].name)
        autumn, spring = (partial(press, shown, place) for place in by_name)
        two_looks(stage, autumn, spring)
        assert names(stage) == ["Leo"]
        two_looks(stage, spring, autumn)
        assert names(stage) == ["Mia"]


def test_the_family_page_shows_the_family_that_was_opened_last(studio_folder: Path, qtbot: QtBot) -> None:
    with staged(FamilyPage, studio_folder, qtbot) as stage:
        with stage.store.write() as session:
            course = a_course(session)
            mia, leo = a_family(session, "Mia", "Grace"), a_family(session, "Leo", "Tom")
            a_booking(session, course, mia)
        stage.show()
        two_looks(
            stage,
            lambda: stage.page.open(mia.family),
            lambda: stage.page.open(leo.family),
        )
        assert "Leo" in stage.page.ui.title_label.text()
        assert any("No bookings yet" in label.text() for label in stage.page.findChildren(QLabel))


def test_the_families_page_lists_what_was_typed_last(studio_folder: Path, qtbot: QtBot) -> None:
    with staged(FamiliesPage, studio_folder, qtbot) as stage:
        with stage.store.write() as session:
            for baby in ("Mia", "Leo"):
                a_family(session, baby, f"Carer{baby}")
        stage.show()
        edit = stage.page.ui.filter_edit
        two_looks(stage, lambda: edit.setText("Mia"), lambda: edit.setText("Leo"))
        shown = [row.name for row in rows(stage.page.ui.families_list)]
        assert len(shown) == 1 and "Leo" in shown[0]


def test_the_calendar_shows_the_week_that_was_turned_to_last(studio_folder: Path, qtbot: QtBot) -> None:
    with staged(CalendarPage, studio_folder, qtbot) as stage:
        filled(stage, "Mia")
        stage.show()
        two_looks(
            stage,
            lambda: stage.page.open(date(2026, 12, 3)),
            lambda: stage.page.open(date(2026, 11, 26)),
        )
        assert stage.page.period.first <= date(2026, 11, 26) <= stage.page.period.last
