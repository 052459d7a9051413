"""This room is for the way from an identifier to the key behind it."""
