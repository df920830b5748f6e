"""Sectors: what a clause is about, each code with the evidence that gave it."""
