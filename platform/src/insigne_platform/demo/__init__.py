"""This room is for a small university to try things in; none of it may be mistaken for real."""
