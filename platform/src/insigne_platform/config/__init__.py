"""This room is for putting the house together: settings, addresses, doors, and which room reacts to which fact."""
