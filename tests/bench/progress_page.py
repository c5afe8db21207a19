"""The Progress page on a studio of 25 years against one of a single year; the ratio is last.

What is timed is what the page waits for: the courses to choose from and the latest one by its weeks.
"""

from functools import partial

from massage_studio.progress.queries import overview
from tests.bench.of_a_year import NOW, main

if __name__ == "__main__":
    main(partial(overview, now=NOW))
