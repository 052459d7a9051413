"""This room is for what institutions say of each other's issuers, badges and awards."""
