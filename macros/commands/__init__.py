"""The commands of `guide`, one a module; each brings what it needs only when it runs."""
