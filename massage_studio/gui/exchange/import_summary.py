"""Says in words what an import did."""

from collections import Counter

from massage_studio.exchange.views import Imported, ImportLine
from massage_studio.language import translate


def import_summary(done: Imported, lines: tuple[ImportLine, ...]) -> str:
    """Return one sentence about an import; `lines` are those that were looked at before it."""
    parts = []
    if done.booked:
        households = len({line.household for line in lines if line.state == "ready" and not line.waits})
        families = translate("ImportPage", "%n families", None, households)
        words = translate("ImportPage", "{babies} of {families} booked")
        parts.append(words.format(babies=_babies(done.booked), families=families))
    if done.waiting:
        parts.append(
            translate("ImportPage", "{babies} on the waiting list").format(babies=_babies(done.waiting))
        )
    if done.updated:
        parts.append(
            translate("ImportPage", "{babies} brought up to date").format(babies=_babies(done.updated))
        )
    if done.unchanged:
        parts.append(translate("ImportPage", "%n booked already", None, done.unchanged))
    parts += _given_up(lines)
    if done.asked:
        parts.append(translate("ImportPage", "%n babies still need you", None, done.asked))
    return ", ".join(parts) + "."


def _given_up(lines: tuple[ImportLine, ...]) -> list[str]:
    given = Counter(line.given_up for line in lines if line.state == "cancelled")
    parts = []
    if given[True]:
        parts.append(translate("ImportPage", "%n places given up", None, given[True]))
    if given[False]:
        parts.append(translate("ImportPage", "%n cancelled rows left out", None, given[False]))
    return parts


def _babies(count: int) -> str:
    return translate("ImportPage", "%n babies", None, count)
