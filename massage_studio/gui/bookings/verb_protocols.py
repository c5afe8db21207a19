"""The verbs that are written as one operation of the office, with the arguments that are their own."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from massage_studio.store.changes import Changes


class OperationVerb(Protocol):
    """A verb that gets the key of its operation and its moment when it is written."""

    def __call__(self, session: Any, /, *, operation_id: UUID, now: datetime) -> Changes: ...


class BookingVerb(Protocol):
    """A verb about one booking, whose key it gets too."""

    def __call__(
        self, session: Any, /, *, booking_id: UUID, operation_id: UUID, now: datetime
    ) -> Changes: ...
