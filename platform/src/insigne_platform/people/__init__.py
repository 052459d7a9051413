"""This room is for the persons who act here, and the addresses that they proved to be theirs."""
