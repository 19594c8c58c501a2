"""The readers of other directories and spreadsheets, on small data of each shape."""
