"""What readers without an account say is wrong with a record, and what becomes of it."""
