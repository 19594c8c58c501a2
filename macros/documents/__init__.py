"""Documents: worksheets, checklists, templates, chapters and the whole guide as PDF and Word.

Both are written from one HTML document, drawn by `overrides/documents/`.
"""
