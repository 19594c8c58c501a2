"""The finder: what the guide holds, analysed at build time for a search in the browser."""
