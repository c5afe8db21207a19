"""The sentences of the program in the language of the screen, in a form that Qt's `lupdate` extracts.

A widget says `self.tr("...")`; everything else says `translate("Context", "...")`, each with literals. A
KnownError translates its two sentences itself; `packaging/update_translations.py` hands them to lupdate.
"""

from collections.abc import Callable

Translator = Callable[[str, str, str | None, int], str]


def _as_written(context: str, text: str, comment: str | None = None, count: int = -1) -> str:
    return text if count < 0 else text.replace("%n", str(count))


_translator: Translator = _as_written


def use(translator: Translator = _as_written) -> None:
    """Let every sentence from now on go through `translator`; without one it stays as it is written."""
    global _translator
    _translator = translator


def translate(context: str, text: str, comment: str | None = None, count: int = -1) -> str:
    """Return a sentence in the language of the screen, with `count` in place of its %n."""
    return _translator(context, text, comment, count)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a sentence that is translated where it is shown."""
    return text
