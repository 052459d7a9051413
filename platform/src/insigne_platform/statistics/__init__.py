"""This room is for how many, of what, when: figures that never point at a person."""
