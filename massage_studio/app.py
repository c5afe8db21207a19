"""The composition root: paths, the window, the worker, the store. The only file that knows everyone."""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from massage_studio import paths
from massage_studio.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    from massage_studio.gui.context import Context
    from massage_studio.gui.frame import Frame
    from massage_studio.store.engine import Store
    from massage_studio.store.profile_view import Profile


class Program:
    """The window on one studio at a time; `failed` tells that there was one that it could not open.

    The frame is shown first; SQLAlchemy, Alembic and the rooms are imported afterwards, in the worker.
    """

    def __init__(self, frame: "Frame", context: "Context") -> None:
        from massage_studio.gui.main_window import MainWindow

        self.context = context
        self.window = MainWindow(context)
        frame.setCentralWidget(self.window)
        frame.closing.connect(self.close)
        self.window.demo_wanted.connect(self.open_demo)
        self.window.closing.connect(frame.close)
        context.tasks.changed.connect(self._follow_profile)
        self._lock: QLockFile | None = None
        self._throwaway: Path | None = None
        self.failed = False

    def open(self, folder: Path) -> None:
        """Open the studio in `folder` and show today, or the first-run page where it has no name yet."""
        try:
            self._take_lock(folder)
        except KnownError as error:
            self._refuse(error)
            return
        self.context.tasks.run(lambda: _opened(folder), self._use, self._refuse)

    def open_demo(self) -> None:
        """Open a throwaway demo studio, gone when the program ends."""
        self.window.set_status(self.window.tr("Making the demo studio"))
        today = self.context.today()
        self.context.tasks.run(lambda: _demo(today), self._show_demo, self.window.tell)

    def close(self) -> None:
        """Finish what is being written and let go of the studio."""
        self.context.tasks.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if self._throwaway is not None:
            import shutil

            shutil.rmtree(self._throwaway, ignore_errors=True)
            self._throwaway = None

    def _show_demo(self, folder: Path) -> None:
        self.window.forget_pages()
        if self._lock is not None:
            self._lock.unlock()
        self._throwaway = folder
        self.open(folder)
        self.window.set_status(self.window.tr("Demo studio: nothing here is real or kept"))

    def _refuse(self, error: KnownError) -> None:
        self.failed = True
        self.window.tell_closed(error)

    def _take_lock(self, folder: Path) -> None:
        from PySide6.QtCore import QLockFile

        from massage_studio.store.folder import make_private

        make_private(folder)
        lock = QLockFile(str(folder / "studio.lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(200):
            raise KnownError(
                "This studio is open in another window.", "Go on there, or close it and start again."
            )
        self._lock = lock

    def _use(self, opened: "tuple[Store, Profile]") -> None:
        store, self.context.profile = opened
        self.context.tasks.use(store)
        self.window.go("today" if self.context.profile.named else "first_run")

    def _follow_profile(self, changes: object) -> None:
        from massage_studio.store import profile
        from massage_studio.store.changes import Changes, Thing

        if isinstance(changes, Changes) and Thing.STUDIO in changes.things:
            self.context.tasks.read(profile.profile, self._take_profile)

    def _take_profile(self, profile: "Profile") -> None:
        self.context.profile = profile


def _opened(folder: Path) -> "tuple[Store, Profile]":
    """Open a studio on the worker, and import the pages there, so that the GUI thread need not wait."""
    from massage_studio.gui.pages import load_all
    from massage_studio.store.profile import profile
    from massage_studio.studio import open_ready

    store = open_ready(folder)
    with store.read() as session:
        found = profile(session)
    load_all()
    return store, found


def _demo(today: date) -> Path:
    import tempfile

    from massage_studio.demo import make_demo

    folder = Path(tempfile.mkdtemp(prefix="massage-studio-demo-"))
    make_demo(folder, today=today)
    return folder


def make_application() -> "QApplication":
    """Return the application in its own look and language."""
    # The second import is there for its guard against a fault of PySide6 on Python 3.11.
    from PySide6.QtWidgets import QApplication

    import massage_studio.gui  # noqa: F401

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QApplication.setApplicationName("Massage Studio")
        QApplication.setOrganizationName("Massage Studio")
        QApplication.setDesktopFileName("massage-studio")
        application = QApplication(sys.argv[:1])
    return application


def dress(application: "QApplication") -> None:
    """Give the application its look and its language."""
    from PySide6.QtCore import QCoreApplication, QLocale

    from massage_studio import language
    from massage_studio.gui import icons, system_font, theme
    from massage_studio.gui.settings import look

    if QLocale.system().language() == QLocale.Language.C:
        # A system without a language: British English is what the texts are written in.
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    language.use(lambda text: QCoreApplication.translate("Rooms", text))
    system_font.settle(application)
    application.setWindowIcon(icons.application_icon())
    theme.apply(application, look.chosen())


def run_window(data: Path | None, demo: bool) -> int:
    """Show the window until it is closed and return the exit code: 1 where a studio could not be opened.

    The frame is painted first; what fills it is imported and made afterwards.
    """
    application = make_application()
    from massage_studio.gui.frame import Frame

    frame = Frame()
    programs: list[Program] = []

    def fill() -> None:
        from massage_studio.gui.context import Context
        from massage_studio.gui.tasks import Tasks

        dress(application)
        program = Program(frame, Context(Tasks()))
        programs.append(program)
        sys.excepthook = _crash(program)
        if demo:
            program.open_demo()
        else:
            program.open(data or paths.studio_folder())

    frame.painted.connect(fill)
    frame.show()
    code = application.exec()
    return code or int(any(program.failed for program in programs))


def run_tour(out: Path) -> str:
    """Walk through the main job on a demo studio, fill `out` with pictures and papers, and list them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    dress(application)
    from massage_studio.gui.tour.walk import walk

    seen = walk(application, out)
    return "\n".join([*map(str, seen.pictures), *map(str, seen.papers)])


def _crash(program: Program):  # type: ignore[no-untyped-def]
    """Return a hook that tells a bug to the person and keeps its place in the code, without any data."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback

        where = "".join(
            f"{frame.name} {Path(frame.filename).name}:{frame.lineno}\n"
            for frame in traceback.extract_tb(trace)
        )
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        sys.stderr.write(f"{stamp} {kind.__name__}\n{where}")
        program.window.crashed(kind.__name__, where)

    return tell
