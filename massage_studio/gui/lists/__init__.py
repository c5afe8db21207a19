"""Lists: one model of views, one view to go through them, and delegates that paint each kind of row."""
