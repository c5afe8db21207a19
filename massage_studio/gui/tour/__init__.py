"""A walk through the main job with real clicks and keys, which leaves pictures and papers."""
