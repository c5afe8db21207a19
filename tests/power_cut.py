"""What a disk may hold after the power went, made from what was recorded until then.

What was flushed is there. What was not may be there or not, each sector by itself and in any order; where a
file had become longer, what never came is zeros or what lay there before. Names that were not flushed may be
missing, an old one may be back. The index of a log (-shm) is gone.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.recorded_disk import SECTOR, Event


@dataclass
class _Waiting:
    """A change of names that is not on the disk before all of `folders` are flushed."""

    change: Event
    folders: set[str]


@dataclass
class _Disk:
    content: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int | None] = field(default_factory=dict)
    waiting: dict[int, list[Event]] = field(default_factory=dict)
    waiting_names: list[_Waiting] = field(default_factory=list)

    def take(self, event: Event) -> None:
        kind, *what = event
        if kind in ("write", "truncate"):
            self.waiting.setdefault(what[0], []).append(event)
        elif kind == "sync":
            self._keep(what[0])
        elif kind in ("name", "unname", "rename"):
            self._wait(event)
        elif kind == "flush":
            for waiting in self.waiting_names:
                waiting.folders.discard(what[0])
            for waiting in [one for one in self.waiting_names if not one.folders]:
                self.waiting_names.remove(waiting)
                _change(self.names, waiting.change)
        elif kind == "settle":
            for number in list(self.waiting):
                self._keep(number)
            for waiting in self.waiting_names:
                _change(self.names, waiting.change)
            self.waiting_names.clear()

    def _keep(self, number: int) -> None:
        content = self.content.setdefault(number, bytearray())
        for written in self.waiting.pop(number, ()):
            _write(content, written)

    def _wait(self, event: Event) -> None:
        kind, *what = event
        paths = what if kind == "rename" else what[:1]
        if kind == "rename":
            # A folder that is renamed is the same folder for what happened in it.
            for waiting in self.waiting_names:
                waiting.folders = {_moved(folder, *paths) for folder in waiting.folders}
        self.waiting_names.append(_Waiting(event, {str(Path(path).parent) for path in paths}))


def _write(content: bytearray, event: Event) -> None:
    """Do a write or a truncate in the content of a file."""
    if event[0] == "truncate":
        del content[event[2] :]
        return
    _, _, offset, written = event
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


def _change(names: dict[str, Any], event: Event) -> None:
    """Change names as an event says, where what it is about is there."""
    kind, *what = event
    if kind == "name":
        names[what[0]] = what[1]
    elif kind == "unname":
        names.pop(what[0], None)
    else:
        old, new = what
        for path in [path for path in names if path == old or path.startswith(f"{old}/")]:
            names[_moved(path, old, new)] = names.pop(path)


def _moved(path: str, old: str, new: str) -> str:
    return new + path[len(old) :] if path == old or path.startswith(f"{old}/") else path


def after_power_cut(events: list[Event], folder: Path, chance: random.Random) -> None:
    """Lay out in a folder, made anew, what the disk may hold when the power goes after these events."""
    disk = _Disk()
    for event in events:
        disk.take(event)
    _lose_names(disk, chance)
    for number, waiting in disk.waiting.items():
        _lose_writes(disk.content.setdefault(number, bytearray()), waiting, chance)
    _lay_out(disk, folder)


def _lay_out(disk: _Disk, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for path in sorted(path for path, number in disk.names.items() if number is None):
        if (folder / path).parent.is_dir():
            (folder / path).mkdir(mode=0o700)
    for path, number in disk.names.items():
        # What is in a folder whose own name was lost is lost with it.
        if number is not None and (folder / path).parent.is_dir():
            (folder / path).write_bytes(disk.content.get(number, b""))


def _lose_names(disk: _Disk, chance: random.Random) -> None:
    waiting = [one.change for one in disk.waiting_names]
    share = chance.choice((0, 0.5, 1))
    if chance.random() < 0.5:
        # As most systems do it: what came first is there first.
        kept = waiting[: round(len(waiting) * share * chance.random() * 2)]
    else:
        kept = [one for one in waiting if chance.random() < share]
    for one in kept:
        _change(disk.names, one)


def _lose_writes(content: bytearray, waiting: list[Event], chance: random.Random) -> None:
    share = chance.choice((0, 0.1, 0.5, 0.9, 1))
    garbage = chance.random() < 0.5
    kept = [one for event in waiting for one in _sectors(event) if chance.random() < share]
    for one in kept:
        if garbage and one[0] == "write" and one[2] > len(content):
            content.extend(chance.randbytes(one[2] - len(content)))
        _write(content, one)
    if chance.random() < 0.3:
        # Its length came to the disk, and not what was written there.
        length = max((one[2] + len(one[3]) for one in waiting if one[0] == "write"), default=0)
        missing = max(0, length - len(content))
        content.extend(chance.randbytes(missing) if garbage else bytes(missing))


def _sectors(event: Event) -> Iterator[Event]:
    if event[0] == "truncate":
        yield event
        return
    kind, number, offset, content = event
    while content:
        size = SECTOR - offset % SECTOR
        yield kind, number, offset, content[:size]
        offset, content = offset + size, content[size:]
