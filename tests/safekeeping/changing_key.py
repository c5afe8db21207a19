"""Changes a studio's key as it is told on its input, and is killed before its n-th step on the disk."""

from __future__ import annotations

import sys
from pathlib import Path

from massage_studio.safekeeping import keys
from massage_studio.safekeeping.key_change import change_passphrase, decrypt, encrypt, encrypt_copies
from massage_studio.store.keys import Key, hold
from tests.safekeeping.cut_off import killed_before


def main() -> None:
    """Take the folder, the job and the step; secrets come line by line where nobody else reads them."""
    folder, job, step = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    held, words, recovery, other = (line.strip() for line in sys.stdin)
    keys.COST = keys.Cost(passes=1, kib=8, lanes=1)
    key = Key(*(bytes.fromhex(part) for part in held.split())) if held else None
    if key is not None:
        hold(key)
    killed_before(step)
    if job in ("encrypt", "renew"):
        encrypt(folder, passphrase=words, recovery_key=recovery)
    elif job == "decrypt":
        decrypt(folder)
    elif job == "change" and key is not None:
        change_passphrase(folder, key, other)
    elif key is not None:
        encrypt_copies(folder, key)


if __name__ == "__main__":
    main()
