"""What became of a guide's records: noted release by release, told on a page and in a feed."""
