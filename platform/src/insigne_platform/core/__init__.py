"""This room is for what all others stand on: base table, audit trail, outbox, publication."""
