"""This room is for course spaces, in which badges are game elements that nobody outside sees."""
