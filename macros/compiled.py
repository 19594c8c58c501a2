"""Templates that an earlier build compiled: while serving, few change between two."""

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Kept in memory only. Environments with other settings need one of their own."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}
        """By template, with the hash of its text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key] = bucket.checksum, bucket.code
