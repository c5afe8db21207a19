"""Lists: one model of views, views to go through them, delegates that paint rows, and rows with fields."""
