"""Open Badges: issue, bake, extract and verify, by the standards' own words."""
