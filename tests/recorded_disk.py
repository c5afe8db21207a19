"""A disk on which each write, flush and name is recorded, or refused, as the program itself makes them.

SQLite goes to the disk through a VFS; the driver exports the functions that register one, so this is the
system's own with a few of its functions in between. What Python writes is found by looking at the folder
before each flush and each change of a name.
"""

from __future__ import annotations

import ctypes as c
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlcipher3 import _sqlite3

# A kind and what follows: write (file, offset, bytes), truncate (file, size), sync (file), name (path, file
# or None for a folder), unname (path), rename (from, to), flush (folder), settle (all is there), say (that).
Event = tuple[Any, ...]
SECTOR = 512
OK, FULL, WRITE_FAILED, SYNC_FAILED = 0, 13, 10 | 3 << 8, 10 | 4 << 8
_CREATE, _FLUSHES_ITS_NAME = 0x4, 0x800 | 0x4000 | 0x80000  # journals and logs

_SHAPES: dict[str, Any] = {
    "open": c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_int, c.c_void_p),
    "delete": c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_char_p, c.c_int),
    "write": c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int, c.c_int64),
    "truncate": c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int64),
    "sync": c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int),
}


class _Vfs(c.Structure):
    _fields_ = [
        ("version", c.c_int),
        ("file_size", c.c_int),
        ("longest_path", c.c_int),
        ("next", c.c_void_p),
        ("name", c.c_char_p),
        ("app_data", c.c_void_p),
        ("open", c.c_void_p),
        ("delete", c.c_void_p),
        ("others", c.c_void_p * 14),
    ]


class _Methods(c.Structure):
    _fields_ = [
        ("version", c.c_int),
        ("close", c.c_void_p),
        ("read", c.c_void_p),
        ("write", c.c_void_p),
        ("truncate", c.c_void_p),
        ("sync", c.c_void_p),
        ("others", c.c_void_p * 13),
    ]


_driver = c.CDLL(_sqlite3.__file__)
# Windows' builds of the driver keep these functions to themselves.
CAN_BE_RECORDED = os.name == "posix" and hasattr(_driver, "sqlite3_vfs_register")


@dataclass
class RecordedDisk:
    """What happens in a folder and below, in its order; `refuse` may answer an event with an error of SQLite.

    It is asked by kind and path before each write, truncate and sync of SQLite, and each fsync, rename, link
    and flush (of a folder) of Python, for which its answer becomes an OSError.
    """

    folder: Path
    events: list[Event] = field(default_factory=list)
    refuse: Callable[[str, str], int] = lambda kind, path: OK
    _files: dict[str, int | None] = field(default_factory=dict)  # None is a folder
    _content: dict[int, bytearray] = field(default_factory=dict)
    _looks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _open: dict[int, tuple[str, int]] = field(default_factory=dict)
    _unflushed: set[int] = field(default_factory=set)

    def say(self, what: object) -> None:
        """Record that something was told, such as that a press is saved."""
        self.look()
        self.events.append(("say", what))

    def look(self) -> None:
        """Record what was made, written and removed in the folder since the last look."""
        there = dict(self._walk())
        for path in [path for path in self._files if path not in there]:
            self._forget(path)
        for path, found in there.items():
            if path not in self._files:
                self._name(path, is_folder=found is None)
            if found is not None and self._looks.get(path) != found:
                self._looks[path] = found
                self._compare(path)

    def _walk(self) -> Iterator[tuple[str, tuple[int, ...] | None]]:
        for top, folders, files in os.walk(self.folder):
            below = Path(top).relative_to(self.folder)
            yield from ((str(below / name), None) for name in folders)
            for name in files:
                if not name.endswith("-shm"):
                    seen = (self.folder / below / name).stat()
                    yield str(below / name), (seen.st_ino, seen.st_size, seen.st_mtime_ns)

    def _name(self, path: str, *, is_folder: bool = False) -> None:
        number = None if is_folder else len(self._content)
        if number is not None:
            self._content[number] = bytearray()
        self._files[path] = number
        self.events.append(("name", path, number))

    def _forget(self, path: str) -> None:
        del self._files[path]
        self._looks.pop(path, None)
        self.events.append(("unname", path))

    def _compare(self, path: str) -> None:
        number = self._files[path]
        assert number is not None
        now, before = (self.folder / path).read_bytes(), self._content[number]
        if len(now) < len(before):
            self._truncate(number, len(now))
        for at in range(0, len(now), SECTOR):
            sector = now[at : at + SECTOR]
            if before[at : at + SECTOR] != sector:
                self._write(number, at, sector)

    def _write(self, number: int, offset: int, content: bytes) -> None:
        file = self._content[number]
        file.extend(bytes(max(0, offset - len(file))))
        file[offset : offset + len(content)] = content
        self.events.append(("write", number, offset, content))

    def _truncate(self, number: int, size: int) -> None:
        del self._content[number][size:]
        self.events.append(("truncate", number, size))

    # What SQLite calls

    def opened(self, file: int, path: str, flags: int) -> None:
        self._open.pop(file, None)
        below = self._below(path)
        if below is not None:
            if below not in self._files:
                self._name(below)
            number = self._files[below]
            assert number is not None
            self._open[file] = below, number
            if flags & _CREATE and flags & _FLUSHES_ITS_NAME:
                self._unflushed.add(file)
            else:
                self._unflushed.discard(file)

    def written(self, file: int, kind: str, *what: Any) -> int:
        """Record a write, a truncate or a sync of an open file, and return what SQLite is answered."""
        if file not in self._open:
            return OK
        path, number = self._open[file]
        refused = self.refuse(kind, path)
        if refused:
            return refused
        if kind == "write":
            content, offset = what
            self._write(number, offset, content)
        elif kind == "truncate":
            self._truncate(number, *what)
        else:
            self.events.append(("sync", number))
            if file in self._unflushed:
                self._unflushed.discard(file)
                self.events.append(("flush", str(Path(path).parent)))
        return OK

    def deleted(self, path: str, flushed: bool) -> None:
        below = self._below(path)
        if below in self._files:
            self._forget(below)
            if flushed:
                self.events.append(("flush", str(Path(below).parent)))

    def _below(self, path: str | Path) -> str | None:
        with suppress(ValueError):
            return str(Path(path).relative_to(self.folder))
        return None

    # What Python calls

    def renamed(self, do: Callable[..., Any], source: Any, target: Any, **options: Any) -> None:
        self.look()
        ways = self._below(source), self._below(target)
        self._allow("rename", ways[0])
        do(source, target, **options)
        old, new = ways
        if old is not None and new is not None:
            moved = {path: new + path[len(old) :] for path in self._files if self._is_in(path, old)}
            names: dict[str, Any]
            for names in (self._files, self._looks):
                names.update({moved[path]: names.pop(path) for path in moved if path in names})
            self.events.append(("rename", old, new))
        self.look()

    @staticmethod
    def _is_in(path: str, place: str) -> bool:
        return path == place or path.startswith(f"{place}/")

    def linked(self, do: Callable[..., Any], source: Any, target: Any, **options: Any) -> None:
        self.look()
        ways = self._below(source), self._below(target)
        self._allow("link", ways[0])
        do(source, target, **options)
        old, new = ways
        if old is not None and new is not None:
            self._files[new] = self._files[old]
            self._looks[new] = self._looks[old]
            self.events.append(("name", new, self._files[old]))

    def flushed(self, do: Callable[[int], None], handle: int) -> None:
        self.look()
        node = os.fstat(handle).st_ino
        paths = [path for path in (".", *self._files) if (self.folder / path).stat().st_ino == node]
        for path in paths[:1]:
            number = self._files.get(path)
            self._allow("flush" if number is None else "fsync", path)
            self.events.append(("flush", path) if number is None else ("sync", number))
        do(handle)

    def _allow(self, kind: str, path: str | None) -> None:
        refused = self.refuse(kind, path) if path is not None else OK
        if refused:
            raise OSError(errno.ENOSPC if refused == FULL else errno.EIO, "refused")


# SQLite may ask for one as long as a connection lives that was opened through it.
_kept: list[_Shim] = []


@contextmanager
def recorded(folder: Path) -> Iterator[RecordedDisk]:
    """Record what happens in a folder; what is there already is on the disk for good.

    Connections that are opened meanwhile are recorded, and must be closed meanwhile too.
    """
    disk = RecordedDisk(folder.absolute())
    disk.look()
    disk.events.append(("settle",))
    originals = {name: getattr(os, name) for name in ("replace", "rename", "link", "fsync")}
    through = {
        name: partial({"link": disk.linked, "fsync": disk.flushed}.get(name, disk.renamed), do)
        for name, do in originals.items()
    }
    vfs = _Shim(disk)
    _kept.append(vfs)
    with patch.multiple(os, **through):
        _driver.sqlite3_vfs_register(c.byref(vfs.vfs), 1)
        try:
            yield disk
        finally:
            _driver.sqlite3_vfs_unregister(c.byref(vfs.vfs))
            _driver.sqlite3_vfs_register(vfs.system, 1)
            # What was recorded is of the caller alone.
            vfs.disk = RecordedDisk(disk.folder)


class _Shim:
    """The system's VFS with a few functions of a recorded disk in between."""

    def __init__(self, disk: RecordedDisk) -> None:
        _driver.sqlite3_vfs_find.restype = c.c_void_p
        _driver.sqlite3_vfs_find.argtypes = [c.c_char_p]
        _driver.sqlite3_vfs_register.argtypes = [c.c_void_p, c.c_int]
        self.disk = disk
        self.system = c.c_void_p(_driver.sqlite3_vfs_find(None))
        self.vfs = _Vfs.from_buffer_copy(c.cast(self.system, c.POINTER(_Vfs)).contents)
        self._of_system = {name: _SHAPES[name](getattr(self.vfs, name)) for name in ("open", "delete")}
        self._methods: dict[int, tuple[_Methods, dict[str, Any]]] = {}
        # SQLite keeps the addresses of these, and no more.
        self._calls = {name: _SHAPES[name](getattr(self, f"_{name}")) for name in _SHAPES}
        self.vfs.next, self.vfs.name = None, b"recorded"
        for name in self._of_system:
            setattr(self.vfs, name, c.cast(self._calls[name], c.c_void_p))
        self._kinds: dict[int, int] = {}

    def _open(self, vfs: int, path: int | None, file: int, flags: int, out: int | None) -> int:
        answer: int = self._of_system["open"](vfs, path, file, flags, out)
        methods = c.c_void_p.from_address(file)
        if answer == OK and methods.value and path:
            self._kinds[file] = methods.value
            if methods.value not in self._methods:
                made = _Methods.from_address(methods.value)
                own = _Methods.from_buffer_copy(made)
                system = {name: _SHAPES[name](getattr(made, name)) for name in ("write", "truncate", "sync")}
                for name in system:
                    setattr(own, name, c.cast(self._calls[name], c.c_void_p))
                self._methods[methods.value] = own, system
            methods.value = c.addressof(self._methods[methods.value][0])
            self.disk.opened(file, os.fsdecode(c.string_at(path)), flags)
        return answer

    def _delete(self, vfs: int, path: bytes, flushed: int) -> int:
        answer: int = self._of_system["delete"](vfs, path, flushed)
        if answer == OK:
            self.disk.deleted(os.fsdecode(path), bool(flushed))
        return answer

    def _write(self, file: int, content: int, size: int, offset: int) -> int:
        answer = self.disk.written(file, "write", c.string_at(content, size), offset)
        return answer or self._system(file, "write")(file, content, size, offset)

    def _truncate(self, file: int, size: int) -> int:
        return self.disk.written(file, "truncate", size) or self._system(file, "truncate")(file, size)

    def _sync(self, file: int, flags: int) -> int:
        answer: int = self._system(file, "sync")(file, flags)
        return answer or self.disk.written(file, "sync")

    def _system(self, file: int, name: str) -> Any:
        return self._methods[self._kinds[file]][1][name]
