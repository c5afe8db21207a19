"""A plain studio and the same one with a passphrase, made for one row."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key


@contextmanager
def plain_and_encrypted(studio: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the folders of two copies of a closed studio; the key of the second is held."""
    with tempfile.TemporaryDirectory() as folder:
        plain, encrypted = (
            Path(shutil.copytree(studio, Path(folder) / name)) for name in ("plain", "encrypted")
        )
        encrypt(encrypted, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
        yield plain, encrypted
