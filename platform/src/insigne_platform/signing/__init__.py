"""This room is for our own keys: nobody else touches them."""
