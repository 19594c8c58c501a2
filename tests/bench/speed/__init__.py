"""Whole builds side by side: ours, MkDocs with Material, Hugo and Zensical on the same content."""
