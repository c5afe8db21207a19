"""The bridge for studios of earlier versions alone: `store/schema.py` makes a new one from the models."""
