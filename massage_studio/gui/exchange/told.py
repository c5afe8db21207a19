"""Says in words what an import did."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from massage_studio.exchange.views import Imported, ImportLine


def told_of(done: Imported, lines: tuple[ImportLine, ...]) -> str:
    """Return one sentence about an import; `lines` are those that were looked at before it."""
    parts = []
    if done.booked:
        households = len({line.household for line in lines if line.kind == "new"})
        families = _tr("1 family") if households == 1 else _tr("{count} families").format(count=households)
        words = _tr("{babies} of {families} booked")
        parts.append(words.format(babies=_babies(done.booked), families=families))
    if done.waiting:
        parts.append(_tr("{babies} on the waiting list").format(babies=_babies(done.waiting)))
    if done.updated:
        parts.append(_tr("{babies} brought up to date").format(babies=_babies(done.updated)))
    if done.unchanged:
        parts.append(_tr("{count} booked already").format(count=done.unchanged))
    return ", ".join((*parts, *_given_up(lines))) + "."


def _given_up(lines: tuple[ImportLine, ...]) -> list[str]:
    given = Counter("place given up" in line.differs for line in lines if line.kind == "cancelled")
    parts = []
    if given[True]:
        many = _tr("{count} places given up").format(count=given[True])
        parts.append(_tr("1 place given up") if given[True] == 1 else many)
    if given[False]:
        many = _tr("{count} cancelled rows left out").format(count=given[False])
        parts.append(_tr("1 cancelled row left out") if given[False] == 1 else many)
    return parts


def _babies(count: int) -> str:
    return _tr("1 baby") if count == 1 else _tr("{count} babies").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportPage", text)
