"""Records of a guide → files that other programs read."""
