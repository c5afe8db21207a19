"""The longest wait of the GUI thread while twelve papers are made, divided by 50 ms.

The median of twenty packs counts: what the program does comes every time, what the machine does does not.
"""

from tests.bench.class_pack_memory import BUDGET_MS, make_packs


def main() -> None:
    """Make the packs and tell the longest wait."""
    _, waited = make_packs()
    print(f"longest wait {waited:.1f} ms")
    print(waited / BUDGET_MS)


if __name__ == "__main__":
    main()
