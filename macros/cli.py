"""`guide`: commands for people who keep the data."""

import click

from macros.commands.apply import apply
from macros.commands.assure import assure
from macros.commands.build import build
from macros.commands.check import check, words
from macros.commands.diff import diff
from macros.commands.due import due
from macros.commands.export import export
from macros.commands.import_ import import_
from macros.commands.init import init
from macros.commands.links import links
from macros.commands.new import new
from macros.commands.nginx import nginx
from macros.commands.release import release
from macros.commands.rename import rename
from macros.commands.schemas import schemas
from macros.commands.update import update


class InOrder(click.Group):
    """Lists its commands in the order in which somebody needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"max_content_width": 100})
@click.version_option(package_name="resource-guide")
def main() -> None:
    """Keep the data of a resource guide.

    Run it in the folder that holds data/. «guide COMMAND --help» tells more of each.
    """


for command in (
    init,
    new,
    import_,
    check,
    words,
    links,
    due,
    assure,
    apply,
    rename,
    release,
    schemas,
    diff,
    update,
    build,
    nginx,
    export,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
