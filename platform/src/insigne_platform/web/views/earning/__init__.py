"""The pages on which badges are earned, and those where that is set up and decided."""
