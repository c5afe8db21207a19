"""The insights of one year on a studio of 25 years against one of a single year; the ratio is last.

What is timed is what the page waits for: its figures, read from the database.
"""

from functools import partial

from massage_studio.progress.insight_queries import insights
from tests.bench.of_a_year import NOW, main

if __name__ == "__main__":
    main(partial(insights, now=NOW))
