"""Stock photos: where every picture of a post comes from, and whether it was seen before, however edited."""


def register() -> None:
    """Connect the plugin to Pelican."""
    from klartext.stock_photos import pelican_plugin  # noqa: PLC0415 — the command must not import Pelican

    pelican_plugin.register()
