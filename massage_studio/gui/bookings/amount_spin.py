"""A spin box for an amount, with the sign and the decimals of its currency."""

from decimal import Decimal

from PySide6.QtWidgets import QDoubleSpinBox

from massage_studio.bookings import prices

_MOST, _MOST_WHOLE = 99_999, 9_999_999  # a course costs 60 pounds, or 12,000 yen


def dress(spin: QDoubleSpinBox, currency: str) -> None:
    """Let a spin box take amounts of a currency and no smaller coins than it has."""
    spin.setPrefix(prices.sign(currency))
    spin.setDecimals(prices.decimals(currency))
    spin.setMaximum(_MOST if prices.decimals(currency) else _MOST_WHOLE)


def show_amount(spin: QDoubleSpinBox, amount: Decimal, currency: str) -> None:
    """Show an amount unrounded, even one that an older studio kept with more decimals than its currency."""
    spin.setDecimals(prices.exact_decimals(amount, currency))
    spin.setValue(float(amount))


def amount_in(spin: QDoubleSpinBox) -> Decimal:
    """Return the amount that stands in a spin box."""
    return Decimal(f"{spin.value():.{spin.decimals()}f}")
