"""What a person is told in the app about what is hers, and which of it she wants to be told."""
