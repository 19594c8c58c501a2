"""What other directories and spreadsheets hold → records of a local guide."""
