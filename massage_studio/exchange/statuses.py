"""Tells what the words of a booking site's status mean for a place: certain, or likely and asked once."""

import re
from datetime import date

from massage_studio.exchange.cells import yes_or_no
from massage_studio.exchange.columns import Column, simple
from massage_studio.exchange.dates import written
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, Status, key_of
from massage_studio.families.names import clean, folded
from massage_studio.language import translate

_ANY_DAY = date(2000, 1, 1)
_COMING = re.compile(
    r"confirmed|complete|completed|attending|attended|checked[ -]in|active|booked|enrol?led|registered"
    r"|approved"
    r"|accepted|scheduled|going|paid|paid (?:online|in full|by .*)|ok|yes|valid|fully paid|free order|free"
    r"|\w+ completed|paid with .*|manual(?: order)?|order complete|purchased|success(?:ful)?|attendee"
    r"|p|bestatigt|bezahlt|abgeschlossen|teilgenommen|confirmee?|payee?|validee?|bevestigd|betaald|voltooid"
    r"|aangemeld|confirmad[oa]|pagad[oa]|completad[oa]|potwierdzon[aey]|(?:op|zap)[lł]acon[aey]|zako[nń]czon[aey]"
)
_CANCELLED = re.compile(
    r"cancell?ed(?: by .*| \(.*\))?|not attending|checkout|deleted|storniert|abgesagt|annulee?"
    r"|geannuleerd|cancelad[oa]|anulad[oa]|anulowan[aey]|odwo[lł]an[aey]"
)
_WAITING = re.compile(
    r"(?:on )?(?:the )?wait(?:ing|[- ]?)? ?list(?:ed)?|waitlist|(?:auf der )?warteliste|(?:op de )?wachtlijst"
    r"|(?:sur )?liste d'attente|(?:en )?lista de espera|lista rezerwowa"
)
# Suggested only: who it is asked of says what it means at her site.
_LIKELY_GONE = re.compile(
    r"cancel|not attending|\brefund(?!able)|declin|\bvoid|delet|reject|expired|abandon|incomplete|fail"
    r"|cart|trash"
    r"|withdr[ae]w|\btransferr?ed\b|unenrol|dropp?ed|removed|draft|no[- ]?show|interested|enquir|lead"
    r"|checkout|lapsed|^[cnx]$"
)
_LIKELY_WAITING = re.compile(r"\bwait(?!\w* (?:for|on) (?:\w+ )?(?:pay|confirm|transfer|deposit|balance))")
_PART = re.compile(r"\bpart(?:ial(?:ly)?|ly)?[\s-]*refund\w*")
# They speak of money that stays, and the place is kept.
_KEPT = re.compile(
    r"\b(?:non|not)[\s-]*refundable|\bnon[\s-]*refund\b|\bno refunds?\b|\brefund (?:declined|refused"
    r"|rejected|denied)"
    r"|\bnot (?:cancell?ed|refunded|withdrawn|transferr?ed)"
)


def status_of(column: Column, text: str, answers: Answers) -> Status | Question | None:
    """Return what a cell says of the place, the question about its word, or None where it says nothing."""
    word = folded(clean(text)).strip(" .!")
    if not word:
        return None
    answered = answers.get(word_key(word))
    if answered is not None:
        return Status(answered)
    if column.meaning is Meaning.CANCELLED:
        return _cancelled(column, text, word)
    plain = _KEPT.sub(" ", _PART.sub(" ", word)).strip(" ()")
    if _CANCELLED.fullmatch(plain):
        return Status.CANCELLED
    if _WAITING.fullmatch(plain):
        return Status.WAITING
    if plain != word and not _LIKELY_GONE.search(plain):
        return Status.COMING
    return Status.COMING if _COMING.fullmatch(plain) else word_question(text)


def _cancelled(column: Column, text: str, word: str) -> Status | Question | None:
    """Return what a column says that is asked whether, when or why a booking was cancelled."""
    title = simple(column.title)
    if re.search(r"reason|\bby\b", title) or word in ("-", "n/a", "none", "null", "0"):
        return None
    said = yes_or_no(text)
    if said is not None:
        return Status.CANCELLED if said else None
    found = written(text, _ANY_DAY)
    if found.day or found.likely or word in ("1", "x", "✓", "✔", "cancelled", "canceled"):
        return Status.CANCELLED
    return word_question(text)


def is_part_refund(text: str) -> bool:
    """Tell whether a word says that some of the money went back."""
    return _PART.search(folded(text)) is not None


def is_refund(text: str) -> bool:
    """Tell whether a word says that the money went back."""
    plain = _KEPT.sub(" ", _PART.sub(" ", folded(text)))
    return re.search(r"\brefunded\b", plain) is not None


def word_question(text: str) -> Question:
    """Return the question what a word of a status means, with the likeliest answer first."""
    word = folded(clean(text)).strip(" .!")
    first = Status.COMING
    if _LIKELY_GONE.search(word):
        first = Status.CANCELLED
    elif _LIKELY_WAITING.search(word):
        first = Status.WAITING
    words = translate("Questions", "What does “{word}” mean?").format(word=clean(text))
    order = sorted((Status.COMING, Status.CANCELLED, Status.WAITING), key=lambda status: status is not first)
    return Question(word_key(word), words, tuple(Likely(status, status_words(status)) for status in order))


def word_key(word: str) -> str:
    """Return the key of what a word means, wherever it stands."""
    return key_of(Scope.WORD, word, "status")


def status_words(status: Status) -> str:
    """Return what becomes of a place, in words."""
    return {
        Status.COMING: translate("Questions", "Coming"),
        Status.WAITING: translate("Questions", "Waiting for a place"),
        Status.CANCELLED: translate("Questions", "Not coming"),
        Status.LEFT_OUT: translate("Questions", "Left out"),
    }[status]
