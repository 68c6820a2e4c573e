"""Stock photos: where every picture of a post comes from, and whether it was seen before, however edited."""


def register() -> None:
    """Connect the plugin to Pelican, and the checks that report its findings."""
    from klartext.pelican_plugin import connect_checks  # noqa: PLC0415 — the command goes without Pelican
    from klartext.stock_photos.pelican_plugin import register as connect  # noqa: PLC0415 — as above

    connect()
    connect_checks()
