"""Makes documents: each once, for as long as nothing in it changes."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from macros.documents import letters, pdf, word
from macros.documents.catalog import FORMATS, Document, Download, Format
from macros.documents.storing import Store
from macros.spreading import cores, end_with_the_build

MOST_WORKERS = 61
"""More processes in one pool Windows refuses."""

Failure = str


@dataclass(frozen=True)
class Made:
    """What came of it: the files in the store by their path inside the site."""

    files: Mapping[str, Path]
    downloads: Mapping[str, Sequence[Download]]
    failures: tuple[Failure, ...] = ()
    undrawn: tuple[str, ...] = ()
    """Letters for which a box stands in PDF files: no font has them."""


@dataclass(frozen=True)
class Order:
    """One document in one format, and where the store keeps it."""

    document: Document
    format: Format
    kept: Path

    @property
    def path(self) -> str:
        return self.document.path(self.format)


def make(
    documents: Iterable[Document], styles: Path, folder: Path, tell: Callable[[str], None]
) -> Made:
    """Every document in every format that this machine can write, kept in `folder`.

    `styles` holds style sheet and fonts. `tell` hears that something takes long; on a terminal, a
    bar shows how long. Raises OSError where `folder` cannot be used.
    """
    store = Store.open(folder, styles)
    formats = [format for format in FORMATS if format.kind != "pdf" or not pdf.missing()]
    orders = [Order(d, f, store.place(d, f)) for d in documents for f in formats]
    waiting = [order for order in orders if not order.kept.is_file()]
    if waiting:
        tell(f"Making {len(waiting)} documents; many take a minute or two")
    failures = tuple(dict.fromkeys(_fill(waiting, styles, store)))
    there = [order for order in orders if order.kept.is_file()]
    store.tidy({order.kept for order in there})
    files = {order.path: order.kept for order in there}
    return Made(files, _downloads(there), failures, _undrawn(orders, styles))


def _downloads(orders: Iterable[Order]) -> Mapping[str, Sequence[Download]]:
    found: dict[str, list[Download]] = {}
    for order in orders:
        document, size = order.document, order.kept.stat().st_size
        download = Download(document.key, document.title, order.format, order.path, size)
        found.setdefault(document.key, []).append(download)
    return found


def _undrawn(orders: Iterable[Order], styles: Path) -> tuple[str, ...]:
    text = {letter for o in orders if o.format.kind == "pdf" for letter in o.document.html}
    return tuple(letters.missing("".join(text), styles / pdf.FONTS))


def _fill(orders: Sequence[Order], styles: Path, store: Store) -> Iterator[Failure]:
    """Write what is missing, the longest first, on every core."""
    if not orders:
        return
    with _pool(orders) as pool, _progress() as progress:
        try:
            yield from _written(orders, styles, store, pool, progress)
        except BaseException:
            # Stopped by hand: a page that is being laid out would be waited for.
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in multiprocessing.active_children():
                worker.terminate()
            raise


def _written(
    orders: Sequence[Order],
    styles: Path,
    store: Store,
    pool: ProcessPoolExecutor,
    progress: Progress,
) -> Iterator[Failure]:
    longest_first = sorted(orders, key=lambda order: -len(order.document.html))
    task = progress.add_task("Making documents", total=len(orders))
    waiting: dict[Future[bytes], Order] = {
        pool.submit(_write, o.document, o.format, styles): o for o in longest_first
    }
    for done in as_completed(list(waiting)):
        progress.advance(task)
        if failure := _keep(waiting.pop(done), done, store):
            yield failure


def _pool(orders: Sequence[Order]) -> ProcessPoolExecutor:
    """Processes of their own see no fonts but ours; spawned: threads do not survive a fork."""
    writes_pdf = any(order.format.kind == "pdf" for order in orders)
    workers = min(len(orders), cores(), MOST_WORKERS)
    spawned = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, spawned, _begin, (writes_pdf,))


def _begin(writes_pdf: bool) -> None:
    """A worker ends with the build, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=end_with_the_build, daemon=True).start()
    if writes_pdf:
        pdf.start()


def _write(document: Document, format: Format, styles: Path) -> bytes:
    if format.kind == "word":
        return word.write(document.html, format.paper)
    return pdf.render(document.html, pdf.Paper(format.paper), styles, document.fillable)


def _keep(order: Order, done: "Future[bytes]", store: Store) -> Failure:
    try:
        store.keep(order.kept, done.result())
    except BrokenProcessPool:
        return "documents could not be made: a process that made them ended; is memory short?"
    except Exception as error:  # whatever a writer raises concerns this document alone
        return f"{order.path} could not be made: {type(error).__name__}: {error}"
    return ""


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)
