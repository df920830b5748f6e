"""Date expressions: found, normalised to EDTF, and given the role that they play (TIMEX-like, for formal Japanese)."""
