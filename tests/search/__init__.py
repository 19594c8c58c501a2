"""What people type, what would answer them, and how well a search finds it."""
