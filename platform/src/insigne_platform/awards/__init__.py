"""This room is for who was given what: batches, awards, the documents, revocation."""
