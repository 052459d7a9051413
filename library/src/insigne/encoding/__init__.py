"""This room is for bytes that become text, and text that becomes bytes again, strictly."""
