"""Opens a studio that is ready to teach with: the newest schema, and the content in its tables."""

from pathlib import Path

import massage_studio.curriculum.service as curriculum
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio


def open_ready(folder: Path, *, checked_later: bool = False) -> Store:
    """Return the studio in `folder`, made first where there is none; `checked_later` as for `open_studio`.

    Raises:
        KnownError: as `store.opening.open_studio` does.
    """
    store = open_studio(folder, checked_later=checked_later)
    try:
        _fill(store)
    except Exception as error:
        store.engine.dispose()
        if not isinstance(error, KnownError):
            from massage_studio.safekeeping.check import check

            # What cannot be, such as half of the content, is damage where the check says so, else our fault.
            check(folder)
        raise
    return store


def _fill(store: Store) -> None:
    """Put the content into a new studio."""
    with store.read() as session:
        ready = curriculum.installed(session)
    if not ready:
        # Imported here because only a new studio needs them.
        import massage_studio.cues.service as cues
        from massage_studio.curriculum import content

        with store.write() as session:
            curriculum.install(session, content=content.load())
            cues.install(session, content=content.load())
