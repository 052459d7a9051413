"""This room is for an award on paper: a PDF that carries the badge, and is sealed."""
