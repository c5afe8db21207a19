"""Everything on screen; the only package, beside app.py, that knows Qt."""

import ctypes
import sys

# PySide6 6.12.0 hands out None, True and False without always counting the reference. From Python 3.12 on
# they are never freed, so nothing happens; Python 3.11 would abort after a few thousand calls
# ("deallocating None"). References enough for centuries of painting are taken here once.
if sys.version_info < (3, 12):
    for _constant in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 60
