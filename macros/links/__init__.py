"""Addresses of other sites: asked politely whether they still lead somewhere, and marked if not."""
