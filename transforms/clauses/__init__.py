"""Clauses: units of one actor set, one speech act and one content, and the labels of each."""

from transforms.clauses.splitting import split

__all__ = ["split"]
