"""Prices and amounts: reckoned exactly to the smallest coin of a currency, and put into words in one way."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from massage_studio.errors import KnownError

# ISO 4217: most currencies have two decimals.
_WITHOUT = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV")
) | {"XAF", "XOF", "XPF"}
_WITH_THREE = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
# Other dollars, pounds and crowns are told by their code, which is nobody else's.
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}

Write = Callable[[str, Decimal, int], str]
"""How a language writes a currency's sign, an amount that is not below zero, and so many decimals."""


def decimals(currency: str) -> int:
    """Return how many decimals a currency has: two for the pound, none for the yen, three for the dinar."""
    return 0 if currency in _WITHOUT else 3 if currency in _WITH_THREE else 2


def smallest_coin(currency: str) -> Decimal:
    """Return the smallest amount of a currency: 0.01 of a pound, one yen, 0.001 of a dinar."""
    return Decimal(1).scaleb(-decimals(currency))


def is_payable(amount: Decimal, currency: str) -> bool:
    """Tell whether an amount can be paid in coins of its currency."""
    return amount.is_finite() and amount % smallest_coin(currency) == 0


def check_price(price: Decimal, currency: str) -> None:
    """Hold a price to the coins of its currency; nothing is a price too.

    Raises:
        KnownError: it is below zero, or has more decimals than its currency.
    """
    if price < 0 or not is_payable(price, currency):
        raise KnownError("Nobody can pay this price.", "Write it in whole coins, without a minus.")


def exact(amount: Decimal, currency: str) -> Decimal:
    """Return an amount with the decimals of its currency, 36.00 pounds or 1200 yen; it is never rounded.

    An amount that has more decimals than its currency, as an older studio may keep one, keeps them.
    """
    return amount.quantize(smallest_coin(currency)) if is_payable(amount, currency) else amount.normalize()


def exact_decimals(amount: Decimal, currency: str) -> int:
    """Return how many decimals an amount is written with so that nothing of it is rounded."""
    return -int(exact(amount, currency).as_tuple().exponent)


def sign(currency: str) -> str:
    """Return what stands before an amount: "£", or the code and a space that no line breaks at."""
    return _SIGNS.get(currency, f"{currency}\u00a0")


def british(currency_sign: str, amount: Decimal, places: int) -> str:
    """Write an amount as British English does: £1,234.50."""
    return f"{currency_sign}{amount:,.{places}f}"


def worded(amount: Decimal, currency: str, write: Write = british, *, short: bool = False) -> str:
    """Return "£36.00", "JPY 3,600" or "\u2212£36.00"; in a short place a whole amount is "£36"."""
    whole = short and amount == amount.to_integral_value()
    text = write(sign(currency), abs(amount), 0 if whole else exact_decimals(amount, currency))
    return f"\u2212{text}" if amount < 0 else text


def share(price: Decimal, *, classes_left: int, classes: int, currency: str) -> Decimal:
    """Return price x classes left / classes, rounded half up to the smallest coin.

    A course without classes costs its whole price.
    """
    if classes == 0:
        return price
    return (price * classes_left / classes).quantize(smallest_coin(currency), ROUND_HALF_UP)
