"""What a person should look at again, and where it is written that one has."""
