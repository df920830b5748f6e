"""Japanese diplomatic text in, rows out: pure functions, without Prefect, files, clock or network."""
