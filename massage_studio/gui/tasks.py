"""The one door to the database: a serial worker beside the GUI thread, whose results come back as signals."""

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from massage_studio.errors import KnownError
from massage_studio.gui.garbage_collector import GarbageCollector
from massage_studio.store.changes import Changes

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

# A worker that computes gives way to the GUI thread after half a millisecond, not only after Python's five.
# While one computed all the time, a key of the class room was painted after 59 to 93 ms instead of 101 to 123
# (medians of 56 keys, three runs on a busy machine); while none did, there was no difference.
_GIVE_WAY_SECONDS = 0.0005
# What is unhurried is asked after a pause in which the window answers keys, at its first start too.
_PAUSE_MS = 60


class Written(Protocol):
    """What a verb may return beside plain changes."""

    @property
    def changes(self) -> Changes: ...


R = TypeVar("R", bound=Changes | Written)


class Latest:
    """Whoever asks one question after another keeps one of these: only the latest question is answered.

    One that is outdated before its turn comes is not asked at all.
    """

    def __init__(self) -> None:
        self._asked: object | None = None

    @property
    def waiting(self) -> bool:
        """Whether an answer is to come."""
        return self._asked is not None

    def begin(self) -> object:
        """Return a mark for the question that begins now, and outdate those before it."""
        self._asked = object()
        return self._asked

    def counts(self, asked: object) -> bool:
        """Tell whether the question of this mark still is the latest."""
        return asked is self._asked

    def drop(self) -> None:
        """Wait no longer for what was asked: its answer is not given."""
        self._asked = None


@dataclass(frozen=True, slots=True)
class FailedWrite:
    """A write that was refused, kept so that it can be tried again."""

    error: KnownError
    retry: Callable[[], None]


class Tasks(QObject):
    """Runs questions and verbs one after the other on the database's own thread.

    `changed` carries the Changes of every committed write. `write_failed` carries a FailedWrite whose caller
    did not deal with it itself, `read_failed` a KnownError; `closing` says that no more will be taken, and
    `replacing` that the studio's files will be written anew: what only looks at them has to end until they
    are `replaced`.
    Anything else that goes wrong is raised again in the GUI thread, for the crash page.
    """

    changed = Signal(object)
    write_failed = Signal(object)
    read_failed = Signal(object)
    closing = Signal()
    replacing = Signal()
    replaced = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Any = None
        # What is done on the worker before much is written or deleted at once: the program sets it.
        self.before_much: Callable[[], None] | None = None
        self._under_way = 0
        self._closed = False
        self._questions: deque[Callable[[], Future[Any] | None]] = deque()
        self._unhurried: deque[Callable[[], Future[Any] | None]] = deque()
        self._asking = False
        # Two threads that compute hold each other up: twelve pages were painted after 104 ms, all in all, but
        # after 193 where they were asked about as they were opened (medians of five, on a busy machine).
        # To wait for more turns than one gained nothing. One question at a time for the same reason: Today
        # could be used 38 ms sooner (medians of nine), and no press waits behind more than one.
        self._painted = QTimer(self, interval=0, singleShot=True)
        self._painted.timeout.connect(self._ask)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._take_unhurried)
        # Queued always: work that is over before one can wait for it would overtake what was asked before.
        self._finished.connect(_deliver, Qt.ConnectionType.QueuedConnection)
        self._garbage = GarbageCollector(self, lambda: self.busy)
        self._garbage.begin()

    @cached_property
    def _worker(self) -> "ThreadPoolExecutor":
        return _one_thread("studio")

    @cached_property
    def _papers(self) -> "ThreadPoolExecutor":
        # PDFium works in one thread only, and papers must not hold up what is being saved.
        return _one_thread("papers")

    @cached_property
    def _checker(self) -> "ThreadPoolExecutor":
        # A large studio takes minutes to check; neither papers nor pages may wait for that.
        return _one_thread("check")

    @property
    def threads(self) -> frozenset[str]:
        """Those of its threads that were needed so far: studio, papers, check."""
        kept = {"studio": "_worker", "papers": "_papers", "check": "_checker"}
        return frozenset(name for name, worker in kept.items() if worker in vars(self))

    @property
    def busy(self) -> bool:
        """Whether something was asked for whose answer has not come yet; a check does not count."""
        return bool(self._under_way or self._questions or self._unhurried)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Run `work` on the worker; `then` gets its result on the GUI thread, `failed` its KnownError."""
        latest = Latest()
        self._run(self._worker, work, then, failed, latest, latest.begin())

    def make(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
        latest: Latest | None = None,
    ) -> None:
        """Make papers or pictures of them, away from the GUI and the database; `latest` is as in `read`."""
        latest = latest or Latest()
        self._run(self._papers, work, then, failed, latest, latest.begin())

    def check(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Do what only reads and may take minutes, beside all else; `closing` has to end it."""
        latest = Latest()
        self._run(self._checker, work, then, failed, latest, latest.begin())

    def _run(
        self,
        worker: "ThreadPoolExecutor",
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None,
        latest: Latest,
        asked: object,
    ) -> "Future[T | None] | None":
        # A page that hears its last answer may ask on while the program closes.
        if self._closed:
            return None

        def deliver(future: "Future[T | None]") -> None:
            self._under_way -= counted
            if future.cancelled():
                # The program is closing: nobody waits for this paper any more.
                return
            error = future.exception()
            if latest.counts(asked):
                latest.drop()
            elif error is None or isinstance(error, KnownError):
                return
            if isinstance(error, KnownError):
                if failed is None or not _alive(failed):
                    self.read_failed.emit(error)
                else:
                    failed(error)
            elif error is not None:
                raise error
            elif _alive(then):
                then(future.result())  # type: ignore[arg-type]

        counted = worker is not self._checker
        self._under_way += counted
        future = worker.submit(lambda: work() if latest.counts(asked) else None)
        future.add_done_callback(lambda done: self._finished.emit(lambda: deliver(done)))
        return future

    def use(self, store: Any) -> None:
        """Take the store that reads and writes go to from now on."""
        self._store = store

    def read(
        self,
        question: Callable[[Any], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
        latest: Latest | None = None,
        *,
        unhurried: bool = False,
    ) -> None:
        """Ask a query that has all its arguments but the session; `then` gets the answer on the GUI thread.

        It is asked in the next turn of the window, once that is painted with the answers to those before it.
        Of the questions with the same `latest` only the last is answered, neither `then` nor `failed` hears
        of another. An `unhurried` one is asked once nothing else is to be answered, and a moment later.
        """
        latest = latest or Latest()
        asked = latest.begin()

        def ask() -> T:
            with self._store.read() as session:
                return question(session)

        questions = self._unhurried if unhurried else self._questions
        questions.append(lambda: self._run(self._worker, ask, then, failed, latest, asked))
        self._painted.start()

    def _ask(self) -> None:
        if self._asking:
            return
        if not self._questions:
            if self._unhurried:
                self._pause.start()
            return
        future = self._questions.popleft()()
        if future is not None:
            self._asking = True
            future.add_done_callback(lambda _: self._finished.emit(self._ask_on))

    def _take_unhurried(self) -> None:
        """Ask what was unhurried, if nothing else was asked meanwhile."""
        if not self._questions and not self._asking:
            self._questions, self._unhurried = self._unhurried, self._questions
            self._ask()

    def _ask_on(self) -> None:
        """Ask the next question once the answer that was just given is painted."""
        self._asking = False
        if self._questions or self._unhurried:
            self._painted.start()

    def write(
        self,
        verb: Callable[[Any], R],
        then: Callable[[R], None] | None = None,
        failed: Callable[[FailedWrite], None] | None = None,
        *,
        much: bool = False,
    ) -> None:
        """Do a verb that has all its arguments but the session; `then` gets its result after the commit.

        Where it writes or deletes `much`, the studio is backed up first; if it cannot be, nothing is written.
        """

        def do() -> R:
            if much and self.before_much is not None:
                self.before_much()
            with self._store.write() as session:
                return verb(session)

        def committed(result: R) -> None:
            if then is not None and _alive(then):
                then(result)
            self.changed.emit(result if isinstance(result, Changes) else result.changes)

        def refused(error: KnownError) -> None:
            retry = FailedWrite(error, lambda: self.write(verb, then, failed, much=much))
            (failed or self.write_failed.emit)(retry)

        self.run(do, committed, refused)

    def with_store(
        self,
        work: Callable[[Any], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Do what needs the open store itself, such as a backup, in turn with what is read and written."""
        self.run(lambda: work(self._store), then, failed)

    def replace_files(
        self,
        work: Callable[[Path], T],
        then: Callable[[T], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Do what writes the files of the studio anew, in turn; all that is open is closed meanwhile."""
        store = self._store

        def do() -> T:
            with store.let_go() as folder:
                return work(folder)

        def done(result: T) -> None:
            self.replaced.emit()
            then(result)

        def refused(error: KnownError) -> None:
            self.replaced.emit()
            (failed or self.read_failed.emit)(error)

        self.replacing.emit()
        if "check" in self.threads:
            # A check reads beside all else; it ends soon now, and nothing is replaced before.
            self.check(lambda: None, lambda _: self.run(do, done, refused))
        else:
            self.run(do, done, refused)

    def let_go(self) -> None:
        """Close the store once all that was asked of it is answered; pages that show it are to be gone."""
        self._stop_asking()

        def leave() -> None:
            store, self._store = self._store, None
            if store is not None:
                store.engine.dispose()

        self.run(leave, lambda _: None)

    def _stop_asking(self) -> None:
        self._painted.stop()
        self._pause.stop()
        self._questions.clear()
        self._unhurried.clear()

    def close(self) -> None:
        """Finish what is under way, then let go of the store."""
        self.closing.emit()
        self._closed = True
        self._stop_asking()
        if "papers" in self.threads:
            self._papers.shutdown(wait=True, cancel_futures=True)
        if "check" in self.threads:
            self._checker.shutdown(wait=True, cancel_futures=True)
        if "studio" in self.threads:
            self._worker.shutdown(wait=True)
        self._garbage.end()
        if self._store is not None:
            self._store.close()
            self._store = None


def _deliver(deliver: Callable[[], None]) -> None:
    deliver()


def _one_thread(name: str) -> "ThreadPoolExecutor":
    sys.setswitchinterval(_GIVE_WAY_SECONDS)
    # Imported here because the first paint does not need it.
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


def _alive(callback: Callable[..., Any]) -> bool:
    """Tell whether the widget that a result is meant for is still there."""
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
