"""The key file: an encrypted studio's key, wrapped by its passphrase and a second time by its recovery key.

It is JSON beside the database, and a copy of it beside each backup. `sealed` and `read_header` alone make and
read it. Nothing of cryptography is imported before it is needed: a plain studio starts without it.
"""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from massage_studio.errors import DamagedError, KnownError
from massage_studio.safekeeping.recovery_key import is_recovery_key, typed
from massage_studio.store.keys import LONGEST_KEY_FILE, Key, id_in, key_files

FORMAT = "massage-studio-key"
VERSION = 1
SHORTEST = 8
LONGEST = 1024
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
_TAG_BYTES = 16
_ON_PAPER = b"recovery key"
_BY_KEY = b"another key"


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id spends on each try: passes, memory in KiB and lanes."""

    passes: int
    kib: int
    lanes: int


COST = Cost(passes=3, kib=64 * 1024, lanes=4)
# What a key file that somebody else made may ask of this computer at most.
_MOST = Cost(passes=64, kib=4 * 1024 * 1024, lanes=64)


class WrongPassphraseError(KnownError):
    """What was typed opens this key neither as its passphrase nor as its recovery key."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key that something else encrypts, and what is needed beside that to get it back."""

    salt: bytes
    nonce: bytes
    key: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What a key file holds: which key it is, and that key wrapped twice."""

    id: bytes
    cost: Cost
    by_passphrase: Wrapped
    by_recovery_key: Wrapped


def sealed(key: Key, *, passphrase: str, recovery_key: str) -> Header:
    """Wrap a key by a passphrase and by a recovery key.

    Raises:
        KnownError: the passphrase is too short or too long.
    """
    by_paper = _wrapped(key, partial(_spread, recovery_key), _ON_PAPER)
    return _with_passphrase(key, passphrase, by_paper)


def with_passphrase(header: Header, key: Key, passphrase: str) -> Header:
    """Wrap a key by another passphrase; its recovery key stays as it is.

    Raises:
        KnownError: the passphrase is too short or too long.
    """
    return _with_passphrase(key, passphrase, header.by_recovery_key)


def opened(header: Header, text: str) -> Key:
    """Return the key of a header with what was typed, be it the passphrase or the recovery key.

    Raises:
        WrongPassphraseError: it is neither.
    """
    if is_recovery_key(text):
        by_paper = partial(_spread, text)
        key = _unwrapped(header.id, header.by_recovery_key, by_paper, _ON_PAPER)
        if key is not None:
            return key
    by_heart = partial(_stretched, text, header.cost)
    found = _unwrapped(header.id, header.by_passphrase, by_heart, _about(header.cost))
    if found is None:
        raise WrongPassphraseError(
            "This is not the passphrase.",
            "Look at Caps Lock and the keyboard's language, then try again. Nothing is lost.",
        )
    return found


def wrapped_by(key: Key, other: Key) -> bytes:
    """Return another key as bytes that only who has this key can read."""
    wrapped = _wrapped(other, partial(_spread_key, key), _BY_KEY)
    return json.dumps({"id": other.id.hex(), **_told(wrapped)}).encode()


def unwrapped_by(key: Key, content: bytes) -> Key | None:
    """Return what `wrapped_by` was given; None where it was wrapped by another key, or is nothing whole."""
    try:
        told = json.loads(content)
        key_id, wrapped = bytes.fromhex(told["id"]), _read(told)
    except (ValueError, KeyError, TypeError):
        return None
    return _unwrapped(key_id, wrapped, partial(_spread_key, key), _BY_KEY)


def fault_in(passphrase: str) -> KnownError | None:
    """Return what speaks against a new passphrase."""
    if len(_plain(passphrase)) < SHORTEST:
        return KnownError("A passphrase has at least eight signs.", "Four words that you remember are good.")
    if len(_plain(passphrase)) > LONGEST:
        return KnownError("This passphrase is too long.", "Four words that you remember are enough.")
    return None


def encoded(header: Header) -> bytes:
    """Return what a key file holds, as bytes."""
    told: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "key": header.id.hex(),
        "passphrase": {
            "by": "argon2id",
            "passes": header.cost.passes,
            "kib": header.cost.kib,
            "lanes": header.cost.lanes,
            **_told(header.by_passphrase),
        },
        "recovery_key": {"by": "hkdf-sha256", **_told(header.by_recovery_key)},
    }
    told["sum"] = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return (json.dumps(told, indent=1) + "\n").encode()


def read_header(path: Path) -> Header:
    """Read a key file.

    Raises:
        DamagedError: it is damaged or missing.
        KnownError: a newer version wrote it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_KEY_FILE + 1)
        told = json.loads(content) if len(content) <= LONGEST_KEY_FILE else None
    except (OSError, ValueError, RecursionError):
        content, told = b"", None
    if isinstance(told, dict) and told.get("format") == FORMAT:
        version = told.get("version")
        if isinstance(version, int) and version > VERSION:
            raise KnownError(
                "The key of this studio was written by a newer version of Massage Studio.",
                "Install the newest version, then open it again. Nothing was changed.",
            )
    header = _decoded(told)
    # To the last byte as it was written: a damaged key must not be taken for a wrong passphrase.
    if header is None or content != encoded(header):
        raise _no_key_file()
    return header


def header_of(file: Path) -> Header:
    """Return the header of an encrypted database, from the nearest key file that is whole.

    Raises:
        DamagedError: none is whole.
        KnownError: a newer version wrote it.
    """
    key_id = id_in(file)
    for path in key_files(file):
        try:
            header = read_header(path)
        except DamagedError:
            continue
        if header.id == key_id:
            return header
    raise _no_key_file()


def _no_key_file() -> DamagedError:
    return DamagedError(
        "The small file that lets the passphrase open your studio is damaged or missing, and so are those of "
        "its backups here.",
        "Restore a backup from a stick or another disk: that file is beside it. Nothing is deleted.",
    )


def _plain(passphrase: str) -> str:
    """Return a passphrase as every keyboard and system writes it."""
    return unicodedata.normalize("NFC", passphrase)


def _with_passphrase(key: Key, passphrase: str, by_recovery_key: Wrapped) -> Header:
    fault = fault_in(passphrase)
    if fault is not None:
        raise fault
    wrapped = _wrapped(key, partial(_stretched, passphrase, COST), _about(COST))
    return Header(key.id, COST, wrapped, by_recovery_key)


def _stretched(passphrase: str, cost: Cost, salt: bytes) -> bytes:
    # Late, as all of cryptography: a plain studio does without.
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        _plain(passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _spread(recovery_key: str, salt: bytes) -> bytes:
    """Return a key made of a recovery key, which has 140 random bits and needs no stretching."""
    return _derived(typed(recovery_key).encode(), salt, b"massage-studio recovery key")


def _spread_key(key: Key, salt: bytes) -> bytes:
    return _derived(key.secret, salt, b"massage-studio another key")


def _derived(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), _KEY_BYTES, salt, purpose).derive(secret)


def _about(cost: Cost) -> bytes:
    return f"argon2id {cost.passes} {cost.kib} {cost.lanes}".encode()


def _wrapped(key: Key, made: Callable[[bytes], bytes], about: bytes) -> Wrapped:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    return Wrapped(salt, nonce, AESGCM(made(salt)).encrypt(nonce, key.secret, _bound(key.id, about)))


def _unwrapped(key_id: bytes, wrapped: Wrapped, made: Callable[[bytes], bytes], about: bytes) -> Key | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    opener = AESGCM(made(wrapped.salt))
    try:
        return Key(key_id, opener.decrypt(wrapped.nonce, wrapped.key, _bound(key_id, about)))
    except InvalidTag:
        return None


def _bound(key_id: bytes, about: bytes) -> bytes:
    """Return what a wrapped key is bound to, so that no other can be put in its place."""
    return b" ".join((FORMAT.encode(), str(VERSION).encode(), key_id.hex().encode(), about))


def _told(wrapped: Wrapped) -> dict[str, str]:
    return {"salt": wrapped.salt.hex(), "nonce": wrapped.nonce.hex(), "key": wrapped.key.hex()}


def _decoded(told: Any) -> Header | None:
    """Return what stands in a key file; None where it is not whole."""
    try:
        first, second = told["passphrase"], told["recovery_key"]
        cost = Cost(first["passes"], first["kib"], first["lanes"])
        header = Header(bytes.fromhex(told["key"]), cost, _read(first), _read(second))
        kinds = (told["format"], told["version"], first["by"], second["by"])
    except (KeyError, TypeError, ValueError):
        return None
    sane = all(
        isinstance(asked, int) and 1 <= asked <= most
        for asked, most in zip(astuple(cost), astuple(_MOST), strict=True)
    )
    if not sane or kinds != (FORMAT, VERSION, "argon2id", "hkdf-sha256") or cost.kib < 8 * cost.lanes:
        return None
    return header if len(header.id) == len(header.by_passphrase.salt) == _SALT_BYTES else None


def _read(told: dict[str, str]) -> Wrapped:
    wrapped = Wrapped(*(bytes.fromhex(told[name]) for name in ("salt", "nonce", "key")))
    lengths = tuple(map(len, (wrapped.salt, wrapped.nonce, wrapped.key)))
    if lengths != (_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES + _TAG_BYTES):
        raise ValueError(lengths)
    return wrapped
