"""Writes letters as drafts, .eml, for the instructor's own mail program; nothing is sent from here."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from massage_studio.errors import KnownError
from massage_studio.exchange.calendar_files import ENDING as CALENDAR_ENDING
from massage_studio.exchange.calendar_files import one_line
from massage_studio.exchange.letter_people import is_address
from massage_studio.exchange.letters import Letter
from massage_studio.paths import safe_filename
from massage_studio.store.profile_view import Profile

ENDING = ".eml"


def draft(
    letter: Letter,
    *,
    profile: Profile,
    calendar: bytes = b"",
    calendar_name: str = "",
    paper: bytes = b"",
    paper_name: str = "",
) -> bytes:
    """Return a letter as a message that is not sent yet, with a calendar file or a PDF beside it.

    Raises:
        KnownError: there is no address, or not one that every mail program may send to.
    """
    if not letter.address:
        raise KnownError("There is no e-mail address for this letter.", "Copy its text instead.")
    if not is_address(letter.address):
        raise KnownError(
            "The e-mail address is not one that every mail program can send to.",
            "Ask the family for one in plain letters, without accents or spaces.",
        )
    message = EmailMessage(policy=SMTP)
    # Mail programs that know it open the message for writing, not for reading.
    message["X-Unsent"] = "1"
    try:
        if is_address(profile.email):
            name = one_line(profile.business or profile.instructor)
            message["From"] = Address(display_name=name, addr_spec=profile.email)
        message["To"] = Address(display_name=one_line(letter.name), addr_spec=letter.address)
        message["Subject"] = one_line(letter.subject)
    except (ValueError, MessageError):
        raise KnownError(
            "This letter cannot be written as a draft.", "Copy its text into your mail program instead."
        ) from None
    message.set_content(letter.text + "\n", cte="quoted-printable")
    if calendar:
        message.add_attachment(
            calendar.decode(),
            subtype="calendar",
            charset="utf-8",
            cte="base64",
            filename=safe_filename(calendar_name, CALENDAR_ENDING),
            params={"method": "PUBLISH"},
        )
    if paper:
        message.add_attachment(paper, maintype="application", subtype="pdf", filename=paper_name)
    return message.as_bytes()


def file_name(letter: Letter) -> str:
    """Return a portable name for a draft: who, and what about."""
    return safe_filename(f"{letter.name} - {letter.subject}", ENDING)
