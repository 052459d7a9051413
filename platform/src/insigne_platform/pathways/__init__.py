"""This room is for badges that lead somewhere together, and how far somebody is."""
