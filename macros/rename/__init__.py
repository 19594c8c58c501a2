"""A record gets another id: in its file, and wherever data and pages name it."""
