"""Imports SQLAlchemy without what it imports for asynchronous engines and for drivers installed beside it.

Nothing here has either, and both, with fifty modules of theirs, take a twentieth of the time until Today can
be used. Whoever opens a studio where nobody waits for it may as well import SQLAlchemy itself.
"""

import importlib
import inspect
import sys
from types import ModuleType
from typing import Any


class _ImportedWhenUsed(ModuleType):
    """Stands for a module until something of it is used."""

    # All that is taken of either at once: whether something is a coroutine.
    iscoroutine = staticmethod(inspect.iscoroutine)

    def __getattr__(self, name: str) -> Any:
        self.leave()
        return getattr(importlib.import_module(self.__name__), name)

    def leave(self) -> None:
        """Give whoever imports the module from now on the module itself."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


def _import() -> None:
    stand_ins = [_ImportedWhenUsed(name) for name in ("asyncio", "importlib.metadata")]
    stand_ins = [one for one in stand_ins if one.__name__ not in sys.modules]
    for one in stand_ins:
        sys.modules[one.__name__] = one
        parent, _, name = one.__name__.rpartition(".")
        if parent:
            setattr(sys.modules[parent], name, one)
    try:
        importlib.import_module("sqlalchemy.dialects.sqlite")
    finally:
        for one in stand_ins:
            one.leave()


_import()
