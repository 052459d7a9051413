"""This room is for the questions that verification asks, one module and one function each.

A check answers nothing (`None`) where its question does not arise.
"""
