"""What is typed about the studio, made ready to keep: cleaned, and told in a sentence where it cannot be."""

from PySide6.QtCore import QDate, QLocale

from massage_studio.families.names import clean
from massage_studio.language import translate
from massage_studio.store.profile_view import Profile

_CURRENCIES = (
    "GBP", "EUR", "USD", "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "HKD", "HUF", "ILS", "INR", "JPY", "KRW",
    "MXN", "MYR", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "ZAR",
)  # fmt: skip
# Britain, most countries, India and Japan, Australia.
_TAX_YEARS = ("04-06", "01-01", "04-01", "07-01")


def currencies(kept: str) -> tuple[tuple[str, str], ...]:
    """Return codes and names of currencies, `kept` among them; imports Babel, so not for the GUI thread."""
    from babel.numbers import get_currency_name

    codes = _CURRENCIES if kept in _CURRENCIES else (kept, *_CURRENCIES)
    return tuple((code, f"{code}  {get_currency_name(code, locale='en_GB')}") for code in codes)


def tax_years(kept: str) -> tuple[tuple[str, str], ...]:
    """Return the days on which a tax year may begin, "04-06" and "6 April", `kept` among them."""
    codes = _TAX_YEARS if kept in _TAX_YEARS else (kept, *_TAX_YEARS)
    return tuple((code, QLocale().toString(QDate.fromString(code, "MM-dd"), "d MMMM")) for code in codes)


def fault_in(profile: Profile) -> str:
    """Return the sentence that says what is missing, or nothing."""
    if not profile.named:
        return translate(
            "SettingsPage",
            "Give your name or that of your business, so that papers can say who they are from.",
        )
    if profile.email and not _looks_like_email(profile.email):
        return translate("SettingsPage", "An email address reads like name@example.org.")
    return ""


def tidy(text: str) -> str:
    """Return what was typed into one field, without what only harms."""
    return clean(text)


def _looks_like_email(text: str) -> bool:
    before, at, after = text.partition("@")
    return bool(before and at and "." in after and " " not in text)
