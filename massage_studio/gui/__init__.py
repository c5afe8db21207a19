"""Everything on screen; the only package, beside app.py, that knows Qt."""

import builtins
import ctypes
import sys

# PySide6 6.12 has every import of the program pass through a function of its own, which reads the source of
# each module and keeps it, for the sake of `from __feature__ import`. Nothing here uses that, and it takes a
# tenth of a second and 20 MB, so Python's own way to import is put back.
_import = builtins.__import__
import PySide6  # noqa: E402, F401

builtins.__import__ = _import

# PySide6 6.12.0 hands out None, True and False without always counting the reference. From Python 3.12 on
# they are never freed, so nothing happens; Python 3.11 would abort after a few thousand calls
# ("deallocating None"). References enough for centuries of painting are taken here once.
if sys.version_info < (3, 12):
    for _constant in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 60
