"""Process start until Today shows its class and answers a key, against a bare window; the ratio is last.

It is that of a studio of one term; where a career of 25 years takes longer than its limit, the row is over.
"""

import statistics

from tests.bench.first_paint import BARE, timed
from tests.bench.starting import start
from tests.bench.two_studios import two_studios

TURNS = 9
CAREER_LIMIT = 1.15


def main() -> None:
    """Take turns, so that all see the same machine."""
    with two_studios() as (term, career):
        for folder in (term, career):
            start(folder)
        timed(BARE)
        bare, short, long = [], [], []
        for _ in range(TURNS):
            bare.append(timed(BARE))
            short.append(start(term).usable)
            long.append(start(career).usable)
    window, today, old = (statistics.median(taken) for taken in (bare, short, long))
    print(f"bare {window * 1000:.0f} ms, one term {today * 1000:.0f} ms, a career {old * 1000:.0f} ms")
    print(today / window if old <= CAREER_LIMIT * today else 99.0)


if __name__ == "__main__":
    main()
