"""The page that prints what families take home."""
