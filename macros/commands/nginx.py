"""`guide nginx`: settings for a web server of one's own."""

from pathlib import Path

import click

from macros import nginx as server
from macros.policy import HEADERS_FILE


def _path(context: click.Context, option: click.Parameter, value: str) -> str:
    return f"/{value.strip('/')}/" if value.strip("/") else "/"


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("site"),
    help="The finished site, where the server will find it.",
    show_default=True,
)
@click.option(
    "--path",
    default="/",
    callback=_path,
    help="Below which address of the server it stands, such as /guide/.",
    show_default=True,
)
@click.option("--only-https", is_flag=True, help="Tell browsers to use nothing else for a year.")
def nginx(site_dir: Path, path: str, only_https: bool) -> None:
    """Print settings for nginx that show the finished site with all its headers."""
    if not (site_dir / HEADERS_FILE).is_file():
        raise click.ClickException(
            f"{site_dir} holds no finished site: run 'uv run guide build' first"
        )
    click.echo(server.settings(site_dir, path, only_https), nl=False)
