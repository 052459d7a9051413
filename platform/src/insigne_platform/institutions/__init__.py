"""This room is for who speaks: institutions, their issuers, and who may do what for them."""
