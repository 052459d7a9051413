"""This room is for what a holder keeps and shows."""
