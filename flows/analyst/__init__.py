"""For the people who read a dataset: queries, exports, one document or the whole of it as a page."""
