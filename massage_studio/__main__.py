"""Runs the program as `python -m massage_studio`."""

import sys

from massage_studio.cli import main

if __name__ == "__main__":
    sys.exit(main())
