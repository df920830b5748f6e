"""Measurements of speed, memory and scale; `make bench`."""
