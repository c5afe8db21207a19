"""Reads a write-ahead log behind where SQLite ends: a log that was damaged has something there.

SQLite takes the first frame that is not whole for the end, as it must after a power cut, and tells nobody.
See https://sqlite.org/walformat.html for the shape of the log and of its index.
"""

import struct
from pathlib import Path

_HEADER, _FRAME_HEADER, _USUAL_PAGE = 32, 24, 4096
_INDEX_HEADER = 48


def breaks_off(log: Path, index: Path) -> bool:
    """Tell whether a log goes on behind what SQLite reads of it with what was flushed once.

    Each transaction is flushed before the next one begins. So where a transaction and the beginning of the
    next stand behind a frame that is not whole, that one was whole before; no power cut leaves a log so. Of
    the last transaction nobody can tell. A connection must have read the log, so that there is an index.
    """
    before = index.read_bytes()[:_INDEX_HEADER]
    if len(before) < _INDEX_HEADER or not _goes_on(log, before):
        return False
    # What another program wrote meanwhile is no damage.
    return index.read_bytes()[:_INDEX_HEADER] == before


def _goes_on(log: Path, index: bytes) -> bool:
    (read,) = struct.unpack_from("=I", index, 16)
    with log.open("rb") as opened:
        header = opened.read(_HEADER)
        if len(header) < _HEADER:
            return False
        big = bool(header[3] & 1)
        if _sum((0, 0), header[:24], big=big) == struct.unpack(">2I", header[24:]):
            (page,), salts = struct.unpack_from(">I", header, 8), header[16:24]
            if salts != index[32:40]:
                # It was begun anew meanwhile.
                return False
        else:
            # Of a log whose header is damaged SQLite reads nothing.
            read, page, salts, big = 0, _USUAL_PAGE, b"", False
        size = _FRAME_HEADER + page
        opened.seek(_HEADER + read * size)
        last: tuple[int, int] | None = None
        committed = False
        while len(frame := opened.read(size)) == size:
            salts = salts or frame[8:16]
            if frame[8:16] != salts:
                # Of a time before the log was begun anew.
                last, committed = None, False
                continue
            stored = struct.unpack_from(">2I", frame, 16)
            if last is None or _sum(last, frame[:8] + frame[_FRAME_HEADER:], big=big) != stored:
                committed = False
            elif committed:
                return True
            committed |= any(frame[4:8])
            last = stored
    return False


def _sum(begin: tuple[int, int], content: bytes, *, big: bool) -> tuple[int, int]:
    first, second = begin
    words = struct.unpack(f"{'>' if big else '<'}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
