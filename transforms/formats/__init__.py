"""One module a format: bytes or text in, lines with the kinds of their blocks out."""
