"""What readers answer to a post: one Markdown file each, threaded, sanitised, shown below the post and in a feed."""


def register() -> None:
    """Connect the signals; Pelican calls this once a build."""
    from klartext.answers.pelican_plugin import register as connect  # noqa: PLC0415 — Pelican loads late

    connect()
