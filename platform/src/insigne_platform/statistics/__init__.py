"""This room is for how much: what was awarded, claimed, shared and viewed, in numbers alone."""
