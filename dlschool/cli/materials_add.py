"""`materials add`: a new thing in the catalogue, with everything that its window asks."""

from typing import Any

import click

from dlschool.cli.output import Place, answer, as_json, place
from dlschool.domain.learning import CatalogueItem, MaterialKind
from dlschool.services import materials as service

ID = click.IntRange(1, 2**63 - 1)


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in MaterialKind]))
@click.argument("title")
@click.option(
    "--subject", "subject_id", type=ID, help="Id of the subject, as `year subjects` tells it."
)
@click.option("--grade", type=click.IntRange(0, 12))
@click.option("--language", default="", help="Of teaching: kk, ru …")
@click.option("--year", default="", help="School year of a plan or schedule: 2026-2027.")
@click.option("--author", default="")
@click.option("--publisher", default="")
@click.option("--published", default="", help="Year of publication.")
@click.option("--isbn", default="")
@click.option("--inventory", default="", help="Inventory number.")
@click.option("--copies", type=int, default=0, help="Copies of a textbook.")
@click.option("--note", default="")
@as_json
@place
def add(here: Place, /, kind: str, as_json: bool, **fields: Any) -> None:
    """A new thing in the catalogue.

    \b
    --json: {"id", "kind", "title", "subject": {"kk", "ru"}|null, "grade"|null,
     "language", "year", "author", "publisher", "published", "isbn", "inventory",
     "note", "copies", "out"}
    """
    with here.school() as db:
        made = service.save_item(db, CatalogueItem(kind=MaterialKind(kind), **fields))
        told = shelf_data(service.shelf(db, made))
    answer(told, as_json, [str(made)])


def shelf_data(shelf: service.Shelf) -> dict[str, Any]:
    """A thing of the catalogue as --json tells it."""
    item = shelf.item
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "subject": shelf.subject.name.json() if shelf.subject else None,
        "grade": item.grade,
        "language": item.language,
        "year": item.year,
        "author": item.author,
        "publisher": item.publisher,
        "published": item.published,
        "isbn": item.isbn,
        "inventory": item.inventory,
        "note": item.note,
        "copies": item.copies,
        "out": shelf.out,
    }
