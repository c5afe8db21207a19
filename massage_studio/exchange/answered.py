"""Says in words what was answered about a kind of file, so that it can be looked at and changed."""

from collections.abc import Iterable, Iterator, Sequence

from massage_studio.exchange.columns import SOURCE, column_key
from massage_studio.exchange.orders import EACH, ORDER_TOTAL
from massage_studio.exchange.people_cells import WHO_COMES
from massage_studio.exchange.questions import Answers, Scope, Status
from massage_studio.exchange.statuses import status_words
from massage_studio.language import translate


def answered_words(answers: Answers, titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the key of each answer that holds for more than a row, and what it says."""
    columns = {column_key(title) for title in titles}
    for key, value in answers.items():
        if key == SOURCE or key in columns or key.startswith(("cell:", f"{Scope.ROW}:")):
            continue
        words = _words(key, value)
        if words:
            yield key, words


def _words(key: str, value: str) -> str:
    scope, topic, about = key.split(":", 2)
    if scope == Scope.WORD and value in list(Status):
        return translate("Questions", "“{word}”: {meaning}").format(
            word=about, meaning=status_words(Status(value))
        )
    if topic == "date order":
        return {
            "born": translate("Questions", "Birth dates: {order}"),
            "due": translate("Questions", "Due dates: {order}"),
        }.get(about, "{order}").format(order=_order(value))
    if topic == "year":
        return translate("Questions", "Dates without a year are of the past twelve months")
    if key == ORDER_TOTAL:
        return (
            translate("Questions", "Each row of an order has its own price")
            if value == EACH
            else translate("Questions", "Each row of an order says the price of all")
        )
    if key == WHO_COMES:
        return (
            translate("Questions", "Who paid brings the baby")
            if value == "buyer"
            else translate("Questions", "Who is named on the ticket brings the baby")
        )
    return ""


def _order(value: str) -> str:
    return (
        translate("Questions", "day first") if value == "day first" else translate("Questions", "month first")
    )


def unknown_keys(answers: Answers) -> Iterable[str]:
    """Return the keys that are no questions of an import."""
    scopes = {*Scope, "cell"}
    return [key for key in answers if key.count(":") < 2 or key.split(":", 1)[0] not in scopes]
