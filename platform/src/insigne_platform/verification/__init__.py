"""This room is for what was offered to be checked, and what we found; it stores nothing."""
