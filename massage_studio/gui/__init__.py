"""Everything on screen; the only package, beside app.py, that knows Qt."""

import ctypes
import sys

# PySide6 6.12.0 gives None back from its void methods without counting the reference. From Python 3.12
# on None is never freed, so nothing happens; Python 3.11 would abort after a few thousand calls
# ("deallocating None"). References enough for centuries of painting are taken here once.
if sys.version_info < (3, 12):
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 60
