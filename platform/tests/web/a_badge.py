"""The words and the picture of a badge, for tests."""

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    b'<circle cx="50" cy="50" r="45" fill="#1d3fa6"/></svg>'
)
WORDS = {
    "scenario": "informal",
    "language": "en",
    "name_nl": "IJs lezen",
    "name_en": "Reading ice",
    "description_nl": "Ziet aan ijs hoe oud het is.",
    "description_en": "Sees how old ice is.",
    "criteria_nl": "Drie kernen beschrijven.",
    "criteria_en": "Describe three cores.",
    "picture_alt_nl": "Een blauwe schijf",
    "picture_alt_en": "A blue disc",
}
