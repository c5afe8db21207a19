"""The studio's own particulars, as pages and papers see them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Who teaches; `zone` is an IANA time zone, `wait_hours` the wait after an immunisation.

    `nation` names the bank holidays on which no class is held: ENG, SCT, WLS, NIR, or nothing for none.
    `tax_year_starts` is a month and a day of it, such as 04-06. Records of a family are kept until its
    youngest is `keep_until_age`, as insurers ask, its payments `keep_accounts_years`, and an enquiry that led
    to no place `keep_enquiry_years`.
    """

    instructor: str = ""
    business: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    zone: str = "Europe/London"
    currency: str = "GBP"
    wait_hours: int = 48
    nation: str = ""
    tax_year_starts: str = "04-06"
    logo: bytes | None = None
    keep_until_age: int = 25
    keep_accounts_years: int = 7
    keep_enquiry_years: int = 1

    @property
    def named(self) -> bool:
        """Tell whether the first-run page was answered."""
        return bool(self.instructor or self.business)
