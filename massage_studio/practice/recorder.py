"""Takes down what an observer presses while a clock runs."""

from massage_studio.practice.views import Observation, PracticeKind, Recording


class PracticeRecorder:
    """The presses of one observer; a state lasts until the next one of the same baby."""

    def __init__(self) -> None:
        self._presses: list[Observation] = []

    def press(self, at_ms: int, subject: int, kind: PracticeKind, code: str) -> None:
        """Take one press down; moments never run backwards."""
        at_ms = max([at_ms, *(press.at_ms for press in self._presses[-1:])])
        self._presses.append(Observation(at_ms, subject, kind, code))

    def undo(self) -> Observation | None:
        """Take the last press back, and return it."""
        return self._presses.pop() if self._presses else None

    @property
    def last(self) -> Observation | None:
        """The last press."""
        return self._presses[-1] if self._presses else None

    @property
    def count(self) -> int:
        """How much was pressed."""
        return len(self._presses)

    def finish(self, name: str, observer: str, length_ms: int) -> Recording:
        """Return the recording; states that last end with it."""
        length_ms = max([length_ms, *(press.at_ms for press in self._presses)])
        found = []
        for place, press in enumerate(self._presses):
            end = None
            if press.kind == "state":
                later = (
                    one.at_ms
                    for one in self._presses[place + 1 :]
                    if (one.kind, one.subject) == ("state", press.subject)
                )
                end = next(later, length_ms)
            found.append(Observation(press.at_ms, press.subject, press.kind, press.code, end))
        return Recording(name, observer, length_ms, tuple(found))
