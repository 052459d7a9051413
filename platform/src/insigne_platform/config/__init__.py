"""This room is for putting the house together: settings, addresses, and who reacts to what."""
