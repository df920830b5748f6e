"""Who and what is named: mentions with one id each, the same in every document."""
