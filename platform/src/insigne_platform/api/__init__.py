"""This room is for the door that a program uses: REST."""
