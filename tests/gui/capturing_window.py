"""A child process of test_kill: the real program, whose class room is pressed as fast as it can be.

Arguments: the studio's folder, the class, and the place of the deed to begin with. Prints "resumed WHAT" once
the class room shows the class, "saved WHAT" whenever it shows something else beside the word Saved (see
class_summary), "did PLACE" after each deed. Runs until it is killed.
"""

import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import TracebackType
from uuid import UUID

from PySide6.QtCore import QTimer

import massage_studio.gui  # noqa: F401
from massage_studio.app import Program, dress, make_application
from massage_studio.gui.context import Context
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.frame import Frame
from massage_studio.gui.tasks import Tasks
from tests.gui.class_summary import class_summary
from tests.gui.hands_of_a_class import DEEDS

# A press is written, then told to the page, which asks what stands now.
_ROUNDS = 3


def say(*words: object) -> None:
    """Write one line to whoever started this process, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End with what went wrong: a hand that stopped pressing would prove nothing."""
    sys.__excepthook__(kind, error, trace)
    os._exit(3)


class Presser:
    """Does one deed after the other in the class room, and tells what it shows as saved."""

    def __init__(self, program: Program, session_id: UUID, first: int) -> None:
        self.program, self.session_id = program, session_id
        self.first = first
        self.shown = ""
        self.timer = QTimer(interval=2)
        self.timer.timeout.connect(self.begin)
        self.timer.start()

    def begin(self) -> None:
        """Open the class when the studio is open, and begin when it is shown.

        After a kill it opens by itself, behind the curtain, which her hand lifts.
        """
        if not self.program.window.made_pages:
            return
        self.program.context.privacy.draw(False)
        page = self.program.window.page("class_room")
        assert isinstance(page, CuesPage)
        if page.session_id is None:
            self.program.window.go("class_room", self.session_id)
        elif page.room is not None and page.room.view.register.session.status != "planned":
            self.timer.stop()
            self.shown = class_summary(page.room.view)
            say("resumed", self.shown)
            self.go_on(page, self.all_deeds(page), 1)

    def all_deeds(self, page: CuesPage) -> Iterator[None]:
        """Yield wherever what was pressed is to be written and shown."""
        for number in count(self.first):
            place = number % len(DEEDS)
            yield from DEEDS[place](self.program.window, page)
            say("did", place)

    def go_on(self, page: CuesPage, deeds: Iterator[None], rounds: int) -> None:
        """Do the next bit when every question is answered, and tell what the page shows."""
        if page.room is not None and page.note_bar.saved_words().startswith("Saved"):
            shown = class_summary(page.room.view)
            if shown != self.shown:
                self.shown = shown
                say("saved", shown)
        if rounds == 0:
            next(deeds)
        # A class room that opens does so in several turns of the window, and asks the studio in between.
        open_now = not page.is_opening()
        following = (rounds + 1) % _ROUNDS if open_now else 1
        self.program.context.tasks.read(lambda _: None, lambda _: self.go_on(page, deeds, following))


if __name__ == "__main__":
    sys.excepthook = end
    application = make_application()
    dress(application)
    frame = Frame()
    program = Program(frame, Context(Tasks()))
    frame.show()
    program.open(Path(sys.argv[1]))
    presser = Presser(program, UUID(sys.argv[2]), int(sys.argv[3]))
    application.exec()
