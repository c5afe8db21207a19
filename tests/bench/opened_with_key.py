"""A career's studio opened and its owner read, with a key against without; the last line is the ratio.

In turns, as processor time: what Argon2id takes of her passphrase before is not in it.
"""

import statistics
import time
from pathlib import Path

from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.bench.encrypted import plain_and_encrypted
from tests.bench.two_studios import two_studios

TIMES, FIRST = 40, 5


def seconds(folder: Path) -> float:
    """Return what one opening takes."""
    began = time.process_time()
    store = open_studio(folder, checked_later=True)
    with store.read() as session:
        profile(session)
    took = time.process_time() - began
    store.close()
    return took


def main() -> None:
    """Take turns, so that both see the same machine."""
    ratios = []
    with two_studios() as studios:
        for name, studio in zip(("term", "career"), studios, strict=True):
            with plain_and_encrypted(studio) as (plain, encrypted):
                both = [(seconds(plain), seconds(encrypted)) for _ in range(TIMES)][FIRST:]
            without, with_key = (statistics.median(column) for column in zip(*both, strict=True))
            print(f"{name}: {with_key * 1000:.1f} ms with a key, {without * 1000:.1f} ms without")
            ratios.append(with_key / without)
    print(max(ratios))


if __name__ == "__main__":
    main()
