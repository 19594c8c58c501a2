"""Makes documents: each once, for as long as nothing in it changes."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from macros.documents import pdf, word
from macros.documents.catalog import FORMATS, Document, Download, Format

KEPT_FOR = 30 * 24 * 3600
"""Seconds after which a file that no build has used is deleted."""
WRITERS = ("weasyprint", "pikepdf", "python-docx", "lxml")

Failure = str


@dataclass(frozen=True)
class Made:
    """What came of it: the files in the store by their path inside the site."""

    files: Mapping[str, Path]
    downloads: Mapping[str, Sequence[Download]]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Order:
    """One document in one format, and where the store keeps it."""

    document: Document
    format: Format
    kept: Path


def formats() -> tuple[Format, ...]:
    """The formats that this machine can write."""
    return tuple(format for format in FORMATS if format.kind != "pdf" or not pdf.missing())


def make(documents: Iterable[Document], styles: Path, store: Path) -> Made:
    """Every document in every format; `styles` has style sheet and fonts, `store` what is made."""
    store.mkdir(parents=True, exist_ok=True)
    orders = [
        Order(document, format, store / _name(document, format, styles))
        for document in documents
        for format in formats()
    ]
    failures = tuple(_fill([order for order in orders if not order.kept.is_file()], styles))
    there = [order for order in orders if order.kept.is_file()]
    _tidy(store, {order.kept for order in there})
    downloads: dict[str, list[Download]] = {}
    for order in there:
        downloads.setdefault(order.document.key, []).append(_download(order))
    return Made({o.document.path(o.format): o.kept for o in there}, downloads, failures)


def _download(order: Order) -> Download:
    document, format = order.document, order.format
    size = order.kept.stat().st_size
    return Download(document.key, document.title, format, document.path(format), size)


def _name(document: Document, format: Format, styles: Path) -> str:
    """Changes with whatever changes the file: its words, its look, and what writes it."""
    parts = (document.html, str(document.fillable), format.paper, _look(styles), _code())
    digest = sha256("\0".join(parts).encode()).hexdigest()[:32]
    return f"{digest}.{format.ending.rpartition('.')[2]}"


def _look(styles: Path) -> str:
    digest = sha256()
    for path in sorted(styles.rglob("*")):
        if path.is_file() and path.suffix != ".html":
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _code() -> str:
    own = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    return sha256(own + " ".join(map(version, WRITERS)).encode()).hexdigest()


def _fill(orders: Sequence[Order], styles: Path) -> Iterator[Failure]:
    """Write what is missing, the longest first, on every core."""
    if not orders:
        return
    longest_first = sorted(orders, key=lambda order: -len(order.document.html))
    # A process of its own sees no fonts but ours; spawned, because threads do not survive a fork.
    workers = min(len(orders), os.cpu_count() or 1)
    begin = pdf.start if any(order.format.kind == "pdf" for order in orders) else None
    with (
        ProcessPoolExecutor(workers, get_context("spawn"), begin) as pool,
        _progress() as progress,
    ):
        task = progress.add_task("Making documents", total=len(orders))
        waiting: dict[Future[bytes], Order] = {
            pool.submit(_write, o.document, o.format, styles): o for o in longest_first
        }
        for done in as_completed(waiting):
            progress.advance(task)
            if failure := _keep(waiting[done], done):
                yield failure


def _write(document: Document, format: Format, styles: Path) -> bytes:
    if format.kind == "word":
        return word.write(document.html, format.paper)
    return pdf.render(document.html, pdf.Paper(format.paper), styles, document.fillable)


def _keep(order: Order, done: "Future[bytes]") -> Failure:
    if error := done.exception():
        path = order.document.path(order.format)
        return f"{path} could not be made: {type(error).__name__}: {error}"
    # A build that is stopped here leaves no half file behind.
    part = order.kept.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(done.result())
    part.replace(order.kept)
    return ""


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _tidy(store: Path, used: set[Path]) -> None:
    now = time.time()
    for path in used:
        os.utime(path)
    for path in store.iterdir():
        if now - path.stat().st_mtime > KEPT_FOR:
            path.unlink(missing_ok=True)
