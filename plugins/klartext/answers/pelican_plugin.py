"""Answers in a Pelican build: below their posts, counted, and in a feed of their own."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from klartext.answers.feed import Entry, atom_feed
from klartext.answers.folder import read_answers
from klartext.answers.isso import DATABASE, FOLDER, released_answers
from klartext.answers.mail_link import reply_address
from klartext.answers.rendering import safe_html
from klartext.answers.thread import Node, conversation, in_order
from klartext.answers.wording import PHRASES, problem_line, say
from klartext.build_site import klartext_settings, message_language, output_files, usable_settings
from klartext.settings import SettingsError
from klartext.settings_file import find_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from pelican import Pelican
    from pelican.writers import Writer

    from klartext.answers.answer import Answer
    from klartext.settings import AnswersSettings

_SHOWN = (
    "articles",
    "translations",
    "hidden_articles",
    "hidden_translations",
    "drafts",
    "drafts_translations",
)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as the template shows it; ``anchor`` is its id in the page, ``date`` has a time zone."""

    answer: Answer
    anchor: str
    date: datetime
    html: Markup
    mail: str
    level: int
    parent: Answer | None
    replies: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a post's page shows.

    ``count`` published answers, those in Isso among them; the threads of the others, where to write, and at which path
    Isso is (``""``: nowhere).
    """

    count: int
    threads: tuple[ShownAnswer, ...]
    mail: str
    isso: str
    lang: str


class AnswersFeedGenerator(Generator):
    """Writes the feed of the answers to published posts; there is none without answers."""

    def generate_context(self) -> None:
        """Tell the templates where the feed will be: ``ANSWERS_FEED``, a path or ``""``."""
        shown = any(
            getattr(post, "conversation", None) and post.conversation.threads
            for post in self.context["articles"]
        )
        self.context["ANSWERS_FEED"] = klartext_settings(self.settings).answers.feed if shown else ""

    def generate_output(self, writer: Writer) -> None:  # noqa: ARG002 — Pelican's interface
        """Write the file."""
        if not (feed := self.context["ANSWERS_FEED"]):
            return
        lang = str(self.settings["DEFAULT_LANG"])
        home = str(self.settings["FEED_DOMAIN"] or self.settings["SITEURL"]).rstrip("/")
        entries = [
            Entry(
                title=say("feed_item", _spoken(lang), name=shown.answer.name, title=post.title),
                address=f"{home}/{post.url}#{shown.anchor}",
                author=shown.answer.name,
                date=shown.date,
                html=str(shown.html),
            )
            for post in self.context["articles"]
            for shown in _every(getattr(post, "conversation", None))
        ]
        title = f"{self.settings['SITENAME']} – {say('feed_title', _spoken(lang))}"
        path = Path(self.output_path) / feed
        text = atom_feed(title, home, f"{home}/{feed}", lang, entries)
        output_files(self.settings).write(path, text.encode())


def register() -> None:
    """Connect to the start, to the moment when all posts are read, and add the feed."""
    signals.initialized.connect(check_folder)
    signals.article_generator_finalized.connect(attach)
    signals.get_generators.connect(own_generators)


def check_folder(pelican: Pelican) -> None:
    """Stop the build with one line where Pelican would publish each answer as a post."""
    content = Path(pelican.settings["PATH"])
    excluded = [content / folder for folder in pelican.settings.get("ARTICLE_EXCLUDES", ())]
    with usable_settings(pelican.settings):
        name = klartext_settings(pelican.settings).answers.folder
        folder = content / name
        read = any(
            folder.is_relative_to(content / path) for path in pelican.settings.get("ARTICLE_PATHS", ("",))
        )
        if folder.is_dir() and read and not any(folder.is_relative_to(bar) for bar in excluded):
            raise SettingsError(PHRASES["not_excluded"], folder=name)


def attach(generator: ArticlesGenerator) -> None:
    """Give each post its ``conversation``; answers that cannot be read fail the build."""
    settings = klartext_settings(generator.settings).answers
    content = Path(generator.settings["PATH"]).absolute()
    file = find_settings(content)
    found, problems = read_answers(content / settings.folder, file.parent if file else Path.cwd())
    lang, log = message_language(generator.settings), _log()
    for problem in problems:
        log.error("%s", problem_line(problem, lang))
    if problems:
        logging.getLogger(__name__).error("%s", say("unreadable_answers", lang, n=len(problems)))
    posts = [post for kind in _SHOWN for post in getattr(generator, kind)]
    slugs = {str(post.slug) for post in posts}
    for slug, answers in found.items():
        if slug not in slugs:
            folder = Path(answers[0].path).parent.as_posix()
            log.warning("%s: %s", folder, say("no_post", lang, found=slug))
    threads = {slug: conversation(answers) for slug, answers in found.items() if slug in slugs}
    for _, mistakes in threads.values():
        for mistake in mistakes:
            log.warning("%s", problem_line(mistake, lang))
    html = {
        node.answer.path: Markup(safe_html(node.answer.text))  # noqa: S704 — sanitised
        for nodes, _ in threads.values()
        for node in in_order(nodes)
    }
    zone = ZoneInfo(str(generator.settings.get("TIMEZONE", "UTC")))
    in_isso = (
        _in_isso((file.parent if file else content.parent) / FOLDER / DATABASE, lang) if settings.isso else {}
    )
    for post in posts:
        nodes, _ = threads.get(str(post.slug), ([], []))
        shown = tuple(_shown(node, post, html, zone, settings) for node in nodes)
        mail, isso = _mail(post, "", settings), "" if _is_closed(post) else settings.isso
        if shown or mail or isso:
            count = sum(1 for _ in in_order(nodes)) + (in_isso.get(f"/{post.url}", 0) if isso else 0)
            lang_shown = str(generator.settings["DEFAULT_LANG"])
            post.conversation = Conversation(count, shown, mail, isso, lang_shown)


def _in_isso(database: Path, lang: str) -> dict[str, int]:
    """Return how many answers Isso shows, by the path of their page; said in one line where that cannot be told."""
    try:
        return released_answers(database)
    except sqlite3.Error as error:
        _log().warning("%s", say("isso_unreadable", lang, file=database, detail=error))
        return {}


def own_generators(_pelican: object) -> type[Generator]:
    """Return the generator that runs after Pelican's posts."""
    return AnswersFeedGenerator


def _shown(
    node: Node,
    post: Any,  # noqa: ANN401 — Pelican's contents are untyped
    html: Mapping[str, Markup],
    zone: ZoneInfo,
    settings: AnswersSettings,
) -> ShownAnswer:
    # Recursion ends at thread.MAX_LEVEL.
    return ShownAnswer(
        answer=node.answer,
        anchor=f"antwort-{node.answer.id}",
        date=node.answer.date.replace(tzinfo=zone),
        html=html[node.answer.path],
        mail=_mail(post, node.answer.id, settings),
        level=node.level,
        parent=node.parent,
        replies=tuple(_shown(reply, post, html, zone, settings) for reply in node.replies),
    )


def _mail(post: Any, reply_to: str, settings: AnswersSettings) -> str:  # noqa: ANN401 — as above
    if not settings.mail or _is_closed(post):
        return ""
    title = Markup(post.title).striptags()  # noqa: S704 — nothing is rendered
    return reply_address(settings.mail, title, str(post.slug), reply_to, _spoken(str(post.lang)))


def _is_closed(post: Any) -> bool:  # noqa: ANN401 — as above
    """Tell whether a post takes no answers: drafts, and posts whose header says ``Answers: no``."""
    wish = str(getattr(post, "metadata", {}).get("answers", "")).strip().lower()
    return post.status == "draft" or wish in {"no", "nein"}


def _every(conversation_: Conversation | None) -> Iterator[ShownAnswer]:
    stack: list[ShownAnswer] = list(conversation_.threads) if conversation_ else []
    while stack:
        shown = stack.pop()
        yield shown
        stack.extend(shown.replies)


def _spoken(lang: str) -> str:
    return "de" if lang.lower().startswith("de") else "en"


def _log() -> logging.Logger:
    """Return a logger that reaches Pelican's handlers with every line, also those that an earlier build logged."""
    log = logging.Logger(__name__)  # noqa: LOG001 — getLogger() would give one of Pelican's, which stops at the first
    log.parent = logging.getLogger()
    return log
