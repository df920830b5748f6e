"""Clauses: units of one actor set, one speech act and one content, and the labels of each."""
