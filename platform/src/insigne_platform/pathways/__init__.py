"""This room is for pathways: badges that lead, together, to another badge."""
