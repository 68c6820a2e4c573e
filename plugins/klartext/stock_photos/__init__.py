"""Stock photos: where every picture of a post comes from, and whether it was seen before, however edited."""


def register() -> None:
    """Connect the plugin to Pelican."""
    from klartext.stock_photos.pelican_plugin import register as connect  # noqa: PLC0415 — Pelican only in a build

    connect()
