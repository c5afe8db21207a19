"""What every page is given: the worker, the gateway for dialogs, the clock and the printer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from massage_studio.gui.messages import Messages
from massage_studio.gui.printing import Printing
from massage_studio.gui.tasks import Tasks
from massage_studio.store.profile_view import Profile


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


@dataclass
class Context:
    """The surroundings of a page; `profile` is kept up to date by the window."""

    tasks: Tasks
    messages: Messages = field(default_factory=Messages)
    printing: Printing = field(default_factory=Printing)
    clock: Callable[[], datetime] = now
    profile: Profile = field(default_factory=Profile)

    def local_now(self) -> datetime:
        """Return this moment in the studio's zone."""
        return self.clock().astimezone(ZoneInfo(self.profile.zone))

    def today(self) -> date:
        """Return today's date in the studio's zone."""
        return self.local_now().date()
