"""The two kinds of failure: one that we tell kindly, one that is ours to mend."""


class KnownError(Exception):
    """A failure that the instructor can do something about.

    `message` says what happened and `advice` what to do, each one plain sentence without personal data.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class BugError(Exception):
    """A state that our own code should never reach; it is shown on the crash page and logged."""
