"""This room is for what others say of a badge, an issuer or an award, and what we say of theirs."""
