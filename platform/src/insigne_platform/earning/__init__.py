"""This room is for ways to earn a badge: requests, claim codes, nominations, tests, rules."""
