"""Erases a family, and is killed when the database has worked for so many steps."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.store.opening import open_studio
from tests.safekeeping.kill_jobs import kill_after

LATER = datetime(2027, 3, 19, 10, 0, tzinfo=UTC)


def main() -> None:
    """Take the folder, the family and after how many thousand steps to die; say when it is erased."""
    folder, family, steps = sys.argv[1], UUID(sys.argv[2]), int(sys.argv[3])
    store = open_studio(Path(folder))
    kill_after(steps)
    with store.write() as session:
        erase_family(session, family_id=family, now=LATER, today=LATER.date())
    sys.stdout.write("erased\n")
    sys.stdout.flush()
    store.forget()
    store.close()


if __name__ == "__main__":
    main()
