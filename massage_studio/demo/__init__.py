"""A studio full of invented families, to try the program on and to measure it with."""

from massage_studio.demo.studio import make_demo

__all__ = ["make_demo"]
