"""This room is for what every other room stands on: the base table, the audit trail, the outbox, publication."""
