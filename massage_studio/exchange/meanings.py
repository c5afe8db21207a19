"""Names what a column of a bookings file can hold."""

from enum import StrEnum


class Meaning(StrEnum):
    """What a column can hold; the values are kept in studios."""

    REFERENCE = "reference"
    NAME = "carer's name"
    GIVEN_NAME = "given name"
    FAMILY_NAME = "family name"
    EMAIL = "email"
    PHONE = "phone"
    STATUS = "status"
    CANCELLED = "cancelled"
    TICKET = "ticket"
    QUANTITY = "quantity"
    PAID = "paid"
    REFUNDED = "refunded"
    CURRENCY = "currency"
    DISCOUNT = "discount"
    ORDERED = "ordered"
    EVENT = "event"
    STARTS = "starts"
    BABY = "baby"
    BABY_FAMILY_NAME = "baby's family name"
    BORN = "born"
    DUE = "due"
    HEALTH = "health"
    PHOTO = "photo"
    UNUSED = ""
