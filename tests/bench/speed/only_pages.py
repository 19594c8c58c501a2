"""A hook: this build leaves out the finder's index and the open data."""

from macros.exports import adding as exports
from macros.finder import adding as finder

finder.add = lambda *given: None
exports.add = lambda *given: {}
