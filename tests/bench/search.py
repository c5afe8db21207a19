"""Find while typing in a studio of 10,000 families and 200,000 notes; the last line is the worst of three.

Each text is typed sign by sign, as Find is asked: for p99, for p99 in a frame of 16 ms, and for p99 against
the same FTS5 questions through the driver alone, in turns. 1 is the limit.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from massage_studio.search.queries import find
from massage_studio.search.words import asked
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

FAMILIES, NOTES = 10_000, 200_000
FRAME_MS, TIMES = 16.0, 2.0
TURNS = 5
BEGAN = datetime(2001, 9, 3, 9, tzinfo=UTC)

_GIVEN = """Mia Noah Zoë Leo Ava Muhammad Aoife Søren Łukasz Amelia Oliver Isla George Freya Arthur
Ivy Harry Florence Jack Lily Theo Willow Finn Rosie Oscar Evie Luca Sophie Kofi Ngozi Priya Arjun
Nguyễn Yusuf Fatima 小明 静香 민준 Grace Daniel Hanna Jonas Marie Claire Siân Gruffudd Akosua Kwame Anna
Jürgen"""
_FAMILY = """Okafor Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker
Thompson White Hughes Edwards Green Hall Wood Harris Clarke Jackson Khan Müller-Lüdenscheidt O'Neill
Wiśniewski Fernández Demetriou Abdullahi Nakamura Llewelyn-Prytherch Featherstonehaugh-Cholmondeley
Mensah Nguyễn 王 김"""
# The commonest first: how often a word is drawn falls with its place.
_WORDS = """the a and she he was is to of with baby massage legs feet tummy back chest arms face
stroke strokes calm quiet alert drowsy cried crying settled smiled smiles looked looking away eyes
contact mother father mum dad grandma carer rested rest breathe pause paused hungry fed feeding
slept asleep tired yawned hiccups colic wind reflux nappy warm oil sunflower towel song sang asked
permission hands open still relaxed tense turned head reached loved unsure first second third week
again home practised bath bedtime evening jab eczema skin dry doctor health visitor told waterwheel
sun moon indian milking rolling touch gentle slow slower firm lighter shoulders late early pram cold
room noisy sibling brother sister twins premature corrected hip brace tongue teething nursery work
holiday missed course"""
GIVEN, FAMILY, WORDS = _GIVEN.split(), _FAMILY.split(), _WORDS.split()
TYPED = (
    "mia", "grace okafor", "o'neill", "müller-lüden", "featherston", "zoe smith", "fatima khan", "07712 34",
    "the baby", "massage", "stroke legs", "quiet alert", "smiled", "tummy colic", "settled with song",
    "waterwheel", "hungry", "asked permission", "grandma sang", "looking away", "sunflower oil", "nobody",
    "st anne", "autumn", "静香", "小明 王",
)  # fmt: skip


def fill(store: Store, families: int, notes: int) -> None:
    """Write a studio as it grows in 25 years; the same every time."""
    chance = random.Random(1)
    weights = [1 / (place + 2) for place in range(len(WORDS))]
    keys = [new_id() for _ in range(families)]
    step = timedelta(days=9000) / max(notes, families)
    with store.write() as session:
        raw = session.connection().connection.dbapi_connection
        assert raw is not None
        raw.executemany("INSERT INTO family (id, made_at) VALUES (?, ?)", _families(keys, step))
        raw.executemany(
            "INSERT INTO carer (id, family_id, position, given_name, family_name, relationship, email, phone,"
            " language, contact_restriction) VALUES (?, ?, 0, ?, ?, '', ?, ?, '', '')",
            _carers(chance, keys),
        )
        raw.executemany(
            "INSERT INTO baby (id, family_id, position, given_name, family_name) VALUES (?, ?, 0, ?, ?)",
            ((new_id().hex, key.hex, chance.choice(GIVEN), chance.choice(FAMILY)) for key in keys),
        )
        raw.executemany(
            "INSERT INTO note (id, family_id, layer, text, made_at) VALUES (?, ?, 'private', ?, ?)",
            (
                (
                    new_id().hex,
                    chance.choice(keys).hex,
                    " ".join(chance.choices(WORDS, weights, k=chance.randint(5, 20))),
                    _moment(BEGAN + number * step),
                )
                for number in range(notes)
            ),
        )


def _families(keys: list[UUID], step: timedelta) -> Iterator[tuple[str, str]]:
    return ((key.hex, _moment(BEGAN + number * step)) for number, key in enumerate(keys))


def _carers(chance: random.Random, keys: list[UUID]) -> Iterator[tuple[str, ...]]:
    for number, key in enumerate(keys):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        yield (
            new_id().hex,
            key.hex,
            given,
            family,
            f"{given}{number}@example.org",
            f"07{chance.randint(10**8, 10**9 - 1)}",
        )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.000000"


def typed() -> list[str]:
    """Return every text as far as it is typed, as long as there is something to find."""
    return [text[:end] for text in TYPED for end in range(1, len(text) + 1) if text[:end].strip()]


def plain(raw: Any, text: str) -> Callable[[], None]:
    """Return the same questions to the indexes alone, through the driver."""
    question = asked(text)
    names = (
        "SELECT rowid FROM search_name WHERE search_name MATCH ? AND rowid {} ORDER BY rowid DESC LIMIT 20"
    )
    notes = "SELECT rowid FROM search_note WHERE search_note MATCH ? ORDER BY rowid DESC LIMIT 20"
    steps = [(names.format(part), question.names) for part in (f"> {1 << 40}", f"< {1 << 40}")]
    steps.append((notes, question.notes))

    def ask() -> None:
        for statement, words in steps:
            if words:
                raw.execute(statement, (words,)).fetchall()

    return ask


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(store: Store, turns: int = TURNS) -> tuple[list[float], list[float]]:
    """Return the seconds of each question through Find and through the driver alone.

    Each question is asked a few times and the middle one counts: what another program took of the processor
    is no part of it.
    """
    ours, bare = [], []
    with store.read() as session:
        raw = session.connection().connection.dbapi_connection
        for text in typed():
            ask = plain(raw, text)
            pairs = [(seconds(lambda text=text: find(session, text)), seconds(ask)) for _ in range(turns)]
            ours.append(sorted(pair[0] for pair in pairs)[turns // 2])
            bare.append(sorted(pair[1] for pair in pairs)[turns // 2])
    return ours, bare


def p99(taken: list[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return sorted(taken)[int(len(taken) * 0.99)] * 1000


def main() -> None:
    """Fill a studio and type in it."""
    families, notes = (int(part) for part in sys.argv[1:3]) if len(sys.argv) > 2 else (FAMILIES, NOTES)
    with tempfile.TemporaryDirectory() as folder:
        store = open_studio(Path(folder) / "studio")
        filling = seconds(lambda: fill(store, families, notes))
        ours, bare = measured(store)
        store.close()
    print(f"{families} families and {notes} notes filled in {filling:.1f} s; {len(ours)} questions")
    middle = sorted(ours)[len(ours) // 2] * 1000
    print(f"find: median {middle:.2f} ms, p99 {p99(ours):.2f} ms; FTS5 alone: p99 {p99(bare):.2f} ms")
    print(max(p99(ours) / FRAME_MS, p99(ours) / p99(bare) / TIMES))


if __name__ == "__main__":
    main()
