"""This room is for the network and the disk: the only one of the library that touches them."""
