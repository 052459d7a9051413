"""This room is for frameworks of skills, competences and levels, imported and picked from."""
