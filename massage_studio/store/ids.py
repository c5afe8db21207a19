"""Keys made by the client, so that a retry after a lost connection writes the same row again."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """Return a version 7 UUID (RFC 9562) that sorts after every one this process made before."""
    global _last
    with _lock:
        # 48 bits of milliseconds and 12 bits of their fraction: rising even within one millisecond.
        _last = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        stamp = _last
    high = (stamp >> 12) << 16 | 0x7000 | (stamp & 0xFFF)
    low = 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=high << 64 | low)
