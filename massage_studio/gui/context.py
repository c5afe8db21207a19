"""What every page is given: the worker, the gateway for dialogs, the clock and the printer."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from massage_studio.store.profile_view import Profile

if TYPE_CHECKING:
    from massage_studio.gui.automatic_backup import AutomaticBackup
    from massage_studio.gui.messages import Messages
    from massage_studio.gui.printing import Printing
    from massage_studio.gui.privacy import Privacy
    from massage_studio.gui.tasks import Tasks


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


class Context:
    """The surroundings of a page; `profile` is kept up to date by the program.

    The gateway and the printer are made when they are first needed: the first paint does not wait for them.
    """

    def __init__(
        self,
        tasks: "Tasks",
        messages: "Messages | None" = None,
        printing: "Printing | None" = None,
        clock: Callable[[], datetime] = now,
        profile: Profile | None = None,
    ) -> None:
        self.tasks = tasks
        self.clock = clock
        self.profile = profile or Profile()
        if messages is not None:
            self.messages = messages
        if printing is not None:
            self.printing = printing

    @cached_property
    def messages(self) -> "Messages":
        """The one gateway for dialogs."""
        from massage_studio.gui.messages import Messages

        return Messages()

    @cached_property
    def printing(self) -> "Printing":
        """The system's printers."""
        from massage_studio.gui.printing import Printing

        return Printing()

    @cached_property
    def privacy(self) -> "Privacy":
        """The privacy curtain of this computer."""
        from massage_studio.gui.privacy import Privacy

        return Privacy()

    @cached_property
    def backups(self) -> "AutomaticBackup":
        """What backs the studio up by itself."""
        from massage_studio.gui.automatic_backup import AutomaticBackup

        return AutomaticBackup(self.tasks, self.clock)

    def local_now(self) -> datetime:
        """Return this moment in the studio's zone."""
        from zoneinfo import ZoneInfo

        return self.clock().astimezone(ZoneInfo(self.profile.zone))

    def today(self) -> date:
        """Return today's date in the studio's zone."""
        return self.local_now().date()
