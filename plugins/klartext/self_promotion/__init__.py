"""Self-promotion: tells a helpful post from an advert, in German and English, with the passages that say so."""


def register() -> None:
    """Connect the plugin to Pelican."""
    from klartext.self_promotion import pelican_plugin  # noqa: PLC0415 — the command must not import Pelican

    pelican_plugin.register()
