"""This room is for the pages that people see; it calls services and holds no rules."""
