"""The two kinds of failure: one that we tell kindly, one that is ours to mend."""

from massage_studio.language import translate


class KnownError(Exception):
    """A failure that the instructor can do something about.

    `message` says what happened and `advice` what to do, each one plain sentence without personal data, in
    the language of the screen; `n` stands in place of a %n and `values` in place of the {names} in both.
    `found` is what a check found, in its own words: for whoever looks into it, and in neither sentence.
    """

    def __init__(
        self, message: str, advice: str = "", *, n: int = -1, found: str = "", **values: object
    ) -> None:
        self.found = found
        told = [translate("Rooms", text, None, n if "%n" in text else -1) for text in (message, advice)]
        self.message, self.advice = (text.format(**values) if values else text for text in told)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class DamagedError(KnownError):
    """A studio's database is damaged or missing, so that a backup has to be restored."""


class ListsDamagedError(DamagedError):
    """Only that is damaged by which a database finds its rows; the rows are whole, and it can be mended."""


class NotWritableError(KnownError):
    """A studio's folder takes nothing, because its disk is full, fails or is for reading only."""


class LockedError(KnownError):
    """A studio or a backup has a passphrase, and nobody has unlocked it."""


class BugError(Exception):
    """A state that our own code should never reach; it is shown on the crash page and logged."""
