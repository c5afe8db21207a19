"""Unlocks a studio or a backup with what was typed, and lets whoever guesses wait longer each time."""

import json
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from massage_studio.errors import DamagedError, KnownError
from massage_studio.safekeeping.keys import encoded, header_of, opened, read_header
from massage_studio.store.files import write_whole
from massage_studio.store.keys import Key, hold, key_file

FREE = 3
LONGEST_WAIT = 300  # seconds
_ENDING = ".tries"

# Beside the file, for a place that cannot be written.
_tries: dict[Path, tuple[int, datetime]] = {}


class WaitError(KnownError):
    """Too many wrong tries; the next one may be made in `seconds`."""

    seconds = 0


def unlock(file: Path, text: str, *, now: datetime) -> Key:
    """Return the key of an encrypted database with its passphrase or its recovery key, and hold it.

    Raises:
        WaitError: it is too soon after wrong tries.
        WrongPassphraseError: it is neither; this try counts, over restarts too.
        DamagedError: no key file is whole.
        KnownError: a newer version wrote the key file.
    """
    key = confirm(file, text, now=now)
    hold(key)
    _mend_key_file(file)
    return key


def confirm(file: Path, text: str, *, now: datetime) -> Key:
    """Return the key as `unlock` does, and hold nothing."""
    seconds = seconds_to_wait(file, now=now)
    if seconds:
        error = WaitError(
            "After several wrong tries there is a wait, so that nobody can guess.",
            "Try again in %n seconds. Nothing is lost.",
            n=seconds,
        )
        error.seconds = seconds
        raise error
    header = header_of(file)
    # Counted before it is tried: a program that is ended meanwhile must not try for nothing.
    _keep(file, _wrong(file)[0] + 1, now)
    key = opened(header, text)
    _forget(file)
    return key


def seconds_to_wait(file: Path, *, now: datetime) -> int:
    """Return for how long nothing more may be tried, in whole seconds."""
    wrong, last = _wrong(file)
    if wrong < FREE:
        return 0
    wait: int = min(2 ** min(wrong - FREE, 30), LONGEST_WAIT)
    passed = (now - last).total_seconds()
    # A clock that was set back begins the wait anew, and makes it no longer.
    return wait if passed < 0 else max(0, ceil(wait - passed))


def tries_file(file: Path) -> Path:
    """Return where the wrong tries at a database are counted."""
    return file.with_name(file.name + _ENDING)


def _mend_key_file(file: Path) -> None:
    """Put a whole key file beside a database again where only one elsewhere was whole."""
    try:
        read_header(key_file(file))
    except DamagedError:
        try:
            write_whole(key_file(file), encoded(header_of(file)))
        except OSError:
            # A stick for reading only stays as it is; what is elsewhere opened it and will again.
            return


def _wrong(file: Path) -> tuple[int, datetime]:
    """Return how many wrong tries there were since the last right one, and when the last was."""
    kept = _tries.get(file, (0, datetime.min.replace(tzinfo=UTC)))
    try:
        told = json.loads(tries_file(file).read_text("ascii"))
        read = int(told["wrong"]), datetime.fromisoformat(told["at"]).astimezone(UTC)
    except (OSError, ValueError, KeyError, TypeError):
        return kept
    return max(kept, read)


def _keep(file: Path, wrong: int, now: datetime) -> None:
    _tries[file] = wrong, now
    try:
        write_whole(tries_file(file), json.dumps({"wrong": wrong, "at": now.isoformat()}).encode())
    except OSError:
        # A disk that takes nothing must not keep her from reading; this program still counts.
        return


def _forget(file: Path) -> None:
    _tries.pop(file, None)
    try:
        tries_file(file).unlink(missing_ok=True)
    except OSError:
        return
