"""The recovery key: 32 signs that are written on paper and typed back, with a sum against slips."""

import hashlib
import secrets

# Without I, L, O and U, which are taken for other signs or make words.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS = 32
_GROUP = 4
_SUM_SIGNS = 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_recovery_key() -> str:
    """Return a random recovery key: 28 signs of five bits each, and four that are their sum."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS - _SUM_SIGNS))
    return drawn + _sum(drawn)


def grouped(key: str) -> str:
    """Return a recovery key as it is printed: "7K3M-Q0XZ-..." in groups of four."""
    return "-".join(key[start : start + _GROUP] for start in range(0, len(key), _GROUP))


def typed(text: str) -> str:
    """Return the signs of a recovery key as they were typed: capitals, no gaps, an O read as a zero."""
    kept = "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-–—_.")
    return kept.translate(_READ_AS)


def is_recovery_key(text: str) -> bool:
    """Tell whether what was typed is a whole recovery key, any slip but one in a million noticed."""
    key = typed(text)
    return len(key) == SIGNS and set(key) <= set(ALPHABET) and _sum(key[:-_SUM_SIGNS]) == key[-_SUM_SIGNS:]


def _sum(signs: str) -> str:
    digest = int.from_bytes(hashlib.sha256(b"massage-studio recovery key " + signs.encode()).digest())
    return "".join(ALPHABET[digest >> 5 * place & 31] for place in range(_SUM_SIGNS))
