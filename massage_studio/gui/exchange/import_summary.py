"""Says in words what an import did."""

from collections import Counter

from massage_studio.exchange.views import Imported, ImportLine
from massage_studio.language import translate


def import_summary(done: Imported, lines: tuple[ImportLine, ...]) -> str:
    """Return one sentence about an import; `lines` are those that were looked at before it."""
    parts = []
    if done.booked:
        households = len({line.household for line in lines if line.kind == "new"})
        families = (
            translate("ImportPage", "1 family")
            if households == 1
            else translate("ImportPage", "{count} families").format(count=households)
        )
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
        parts.append(translate("ImportPage", "{count} booked already").format(count=done.unchanged))
    return ", ".join((*parts, *_given_up(lines))) + "."


def _given_up(lines: tuple[ImportLine, ...]) -> list[str]:
    given = Counter("place given up" in line.differs for line in lines if line.kind == "cancelled")
    parts = []
    if given[True]:
        many = translate("ImportPage", "{count} places given up").format(count=given[True])
        parts.append(translate("ImportPage", "1 place given up") if given[True] == 1 else many)
    if given[False]:
        many = translate("ImportPage", "{count} cancelled rows left out").format(count=given[False])
        parts.append(translate("ImportPage", "1 cancelled row left out") if given[False] == 1 else many)
    return parts


def _babies(count: int) -> str:
    return (
        translate("ImportPage", "1 baby")
        if count == 1
        else translate("ImportPage", "{count} babies").format(count=count)
    )
