"""What a course is called when it is planned once more."""

import re
from datetime import date

_YEAR = re.compile(r"\b20\d\d\b")
_AGAIN = re.compile(r"\s*\((\d{1,3})\)$")


def next_name(name: str, first: date, seasons: tuple[str, str, str]) -> str:
    """Return the name of the next term, which begins on `first`: another season and year, else a number.

    `seasons` are the words for spring, summer and autumn. A name of a season goes by the terms of schools:
    spring from January, summer from April, autumn from September.
    """
    of_term = seasons[0 if first.month < 4 else 1 if first.month < 9 else 2]
    bare = _AGAIN.sub("", name)
    found = _YEAR.sub(str(first.year), bare)
    for season in seasons:
        found, count = re.subn(rf"\b{re.escape(season)}\b", of_term, found)
        if count:
            break
    if found != bare:
        return found
    again = _AGAIN.search(name)
    return f"{bare} ({int(again[1]) + 1 if again else 2})"
