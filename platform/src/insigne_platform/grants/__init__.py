"""What organisations ask to see, and what a holder grants them: for a purpose and a time."""
