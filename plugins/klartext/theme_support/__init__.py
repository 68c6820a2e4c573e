"""What the theme's templates need from Python: dates, translations, colours, contents and related posts."""


def register() -> None:
    """Connect the signals; Pelican calls this once a build."""
    from klartext.theme_support.pelican_plugin import register as connect  # noqa: PLC0415 — Pelican loads late

    connect()
