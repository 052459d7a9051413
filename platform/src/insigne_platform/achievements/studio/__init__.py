"""The picture studio: a badge picture in words, and the one drawing that follows from it."""
