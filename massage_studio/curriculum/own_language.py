"""What carers read themselves, in their own language where there is a text pack of it."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from massage_studio import paths
from massage_studio.curriculum.content import LANGUAGE, compiled, load
from massage_studio.curriculum.content_files import self_rating
from massage_studio.curriculum.content_types import SelfRating


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """Return by its code what each language with texts calls itself, that of the program first."""
    codes = sorted(file.stem for file in (paths.resources() / "content").glob("*.json"))
    codes.sort(key=lambda code: code != LANGUAGE)
    return {code: _locale(code).language_name or code for code in codes}


def items_in(code: str) -> SelfRating:
    """Return the carers' own items in the language of a code.

    Raises:
        KnownError: its file is damaged, or belongs to another version of the program.
    """
    return load().self_rating if code == LANGUAGE else self_rating(compiled(code))


def language_of(written: str) -> str:
    """Return the code of the language that an instructor wrote down for a carer, else that of the program."""
    wanted = written.strip().casefold()
    for code in languages():
        locale = _locale(code)
        known = {
            code,
            locale.language,
            locale.language_name,
            locale.get_display_name("en"),
            locale.english_name,
        }
        if wanted and wanted in {name.casefold() for name in known if name}:
            return code
    return LANGUAGE


def reads_from_the_right(code: str) -> bool:
    """Tell whether a language is written from right to left."""
    return _locale(code).character_order == "right-to-left"


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except UnknownLocaleError:
        return Locale("en")
