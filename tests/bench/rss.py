"""The memory that the program has in use once Today can be used, in MB; the last line is that number."""

import statistics

from tests.bench.starting import start
from tests.bench.two_studios import two_studios

TURNS = 5
REST_SECONDS = 10.0


def main() -> None:
    """Start the program several times, and look again when all that is made in idle moments is there."""
    with two_studios() as (term, _):
        started = [start(term, rest_seconds=REST_SECONDS) for _ in range(TURNS)]
    print(f"after a rest {statistics.median(one.rested for one in started):.0f} MB")
    print(statistics.median(one.resident for one in started))


if __name__ == "__main__":
    main()
