"""The name of whoever was erased, where a row about them stays."""

ERASED = "Name removed"
