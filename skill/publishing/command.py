"""The `package` command."""

from __future__ import annotations

from pathlib import Path

import click

from skill.commands import example

MODELS = Path(__file__).resolve().parents[2] / "interaction_model"
"""What Amazon builds."""


@click.command(
    epilog=example("package --domain routine.example.org", "package --domain my.tunnel.dev --certificate Wildcard")
)
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--domain", required=True, metavar="NAME", help="Where the skill is served, such as routine.example.org.")
@click.option(
    "--certificate",
    type=click.Choice(["Trusted", "Wildcard", "SelfSigned"], case_sensitive=False),
    default="Trusted",
    show_default=True,
    help="What kind of certificate the domain has.",
)
def package(folder: Path, domain: str, certificate: str) -> None:
    """Write what `ask deploy --target skill-metadata` hands to Amazon.

    That is skill-package/ and ask-resources.json in FOLDER, or here: the manifest, the interaction models, the
    icons. What is there is written anew, but for ask-resources.json.
    """
    from skill.publishing import Certificate, Package, Site, SiteError

    try:
        site = Site(domain.lower(), Certificate(certificate))
    except SiteError as error:
        raise click.UsageError(str(error)) from None
    for file in Package(MODELS, site).write(folder):
        click.echo(file if file.exists() else f"{file} (removed)")
