"""This room is for what a holder shows of an award, and what she keeps back."""
