"""This room is for what can be earned: badges, their versions and their pictures."""
