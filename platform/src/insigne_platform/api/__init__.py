"""This room is for programs that act for an institution: the REST API, version 1."""
