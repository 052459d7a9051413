"""This room is for securing a document: a proof inside it, or a signature around it."""
