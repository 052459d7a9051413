"""What a person may ask of us about what we keep: a copy of everything that is hers."""
