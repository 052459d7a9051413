"""This room is for key material, and for the interface of whoever signs with it."""
