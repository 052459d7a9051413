"""This room is for course spaces: game elements that are seen by a course and by nobody else."""
