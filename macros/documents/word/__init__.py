"""Word files: one HTML document becomes a .docx that agencies can fill in and change."""

from macros.documents.word.writing import write

__all__ = ["write"]
