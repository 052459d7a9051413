"""This room is for the pages that people see; it calls services and selectors, and holds no rules."""
