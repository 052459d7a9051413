"""This room is for the vocabularies that we ship, so that nobody has to be asked for them."""
