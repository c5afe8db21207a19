"""Arithmetic of prices, exact to the smallest coin of a currency."""

from decimal import ROUND_HALF_UP, Decimal

# ISO 4217: most currencies have two decimals.
_WITHOUT = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV")
) | {"XAF", "XOF", "XPF"}
_WITH_THREE = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))


def smallest_coin(currency: str) -> Decimal:
    """Return the smallest amount of a currency: 0.01 of a pound, one yen, 0.001 of a dinar."""
    return Decimal(1) if currency in _WITHOUT else Decimal("0.001" if currency in _WITH_THREE else "0.01")


def is_payable(amount: Decimal, currency: str) -> bool:
    """Tell whether an amount can be paid in coins of its currency."""
    return amount.is_finite() and amount % smallest_coin(currency) == 0


def share(price: Decimal, *, classes_left: int, classes: int, currency: str) -> Decimal:
    """Return price x classes left / classes, rounded half up to the smallest coin.

    A course without classes costs its whole price.
    """
    if classes == 0:
        return price
    return (price * classes_left / classes).quantize(smallest_coin(currency), ROUND_HALF_UP)
