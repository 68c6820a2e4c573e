"""A blog of Markdown files becomes the files of this site: posts, pages, answers, pictures, redirects."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from klartext.click_to_tweet.shortcode import scan
from klartext.lint.document import Document
from klartext.moving_in.addresses import OldAddresses, comparable, encoded
from klartext.moving_in.aliases import Aliases
from klartext.moving_in.answer_file import answer_text, problem_with
from klartext.moving_in.front_matter import words
from klartext.moving_in.header import header_lines, listed_tags
from klartext.moving_in.markdown_text import Picture, plain_paragraphs, to_markdown
from klartext.moving_in.move import Move
from klartext.moving_in.shortcodes import Slots
from klartext.moving_in.template_tags import without_liquid, without_shortcodes
from klartext.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from klartext.lint.source import Span
    from klartext.moving_in.destination import Destination
    from klartext.moving_in.ledger import Ledger
    from klartext.moving_in.source_blog import SourceBlog, SourcePost

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_MORE = re.compile(r"^[ \t]*<!--\s*more\s*-->[ \t]*(?:\n[ \t]*)*\n?", re.MULTILINE)
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\{(?:filename|static|attach|category|tag|author|index)\}")
_PELICAN = re.compile(r"[{|](?P<what>filename|static|attach|photo)[}|](?P<path>.*)")
_PAGES = (".md", ".markdown", ".mkd", ".mdown", ".html", ".htm", ".rst")
_TAGS = {"jekyll": without_liquid, "hugo": without_shortcodes}


class MarkdownBlogImport(Move):
    """One import of a blog that has been read."""

    def __init__(  # noqa: PLR0913 — the options of the command
        self,
        kind: str,
        blog: SourceBlog,
        destination: Destination,
        ledger: Ledger,
        *,
        kept_fields: Sequence[str] = (),
        taken_slugs: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(f"{blog.folder.name}/", destination, ledger)
        self._kind = kind
        self._blog = blog
        self._kept_fields = kept_fields
        self._old = OldAddresses(blog.address)
        self._slugs, self._paths = self._settle(taken_slugs)
        self._by_file = {post.file.resolve(): index for index, post in enumerate(blog.posts)}
        self._by_path = {comparable(post.old_path): i for i, post in enumerate(blog.posts) if post.old_path}
        self._by_path |= {comparable(alias): i for i, post in enumerate(blog.posts) for alias in post.aliases}
        self._names = self._references()
        self._copied: dict[Path, str] = {}
        self._moved: dict[str, str] = {}
        self._terms: set[tuple[str, str]] = set()
        self._aliases = Aliases()
        self._authors: Counter[str] = Counter()

    def run(self, progress: Callable[[int, int], None]) -> None:
        """Write everything; ``progress`` hears how many posts of how many are done."""
        for path, trouble in self._blog.troubles:
            self.report.note(trouble.key, trouble.detail, path=path, line=trouble.line)
        try:
            for index, post in enumerate(self._blog.posts):
                self._post(index, post)
                progress(index + 1, len(self._blog.posts))
        finally:
            self._ledger.save()
        self.report.counts["tags"] = sum(kind == "tag" for kind, _ in self._terms)
        self.report.counts["categories"] = sum(kind == "category" for kind, _ in self._terms)
        self.report.counts["authors"] = len(self._authors)
        self.report.categories = [[name] for kind, name in sorted(self._terms) if kind == "category"]
        self.report.authors = [
            {"name": n, "posts": str(c), "biography": ""} for n, c in sorted(self._authors.items())
        ]

    def write_redirects(
        self,
        address: Callable[[Path], str],
        term: Callable[[str, str], str],
        lists: Mapping[str, str],
    ) -> None:
        """Write the table of old addresses; the arguments are those of `WordPressImport.write_redirects`."""
        paths: dict[str, str] = {}
        if "feed" in lists:
            paths |= dict.fromkeys(self._blog.feeds, lists["feed"])
        for kind, name in sorted(self._terms):
            if old := self._blog.term_path(kind, name):
                paths[old] = term(kind, name)
        paths |= self._moved
        entries: dict[str, str] = {}
        for index, post in enumerate(self._blog.posts):
            file = self._to.root / self._paths[index]
            if not post.draft and file.is_file():
                new = address(file)
                entries |= {unquote(old): new for old in (*post.aliases, post.old_path) if old}
        paths = {unquote(old): new for old, new in paths.items()} | entries
        self.report.redirects = sum(old != unquote(new) for old, new in paths.items())
        self._write_table(paths, entries)

    def picture(self, address: str, attachment_id: str) -> Picture:  # noqa: ARG002 — what HTML is converted with
        """Return where a picture of the post at hand is now."""
        return Picture(self._resolved(address, self._at_hand) or address)

    def link(self, address: str) -> str:
        """Return where a link of the post at hand leads now."""
        return self._resolved(address, self._at_hand) or address

    def _settle(self, taken: frozenset[str]) -> tuple[list[str], list[str]]:
        """Give every post one slug and path, the same as in an earlier import."""
        keys = [self._key(post) for post in self._blog.posts]
        earlier = [self._ledger.path(key) for key in keys]
        used = {*taken, *(_stem(path) for path in earlier if path)}
        slugs, paths = [], []
        for post, path in zip(self._blog.posts, earlier, strict=True):
            wanted = (
                post.slug
                if re.fullmatch(r"[\w][\w.-]{0,199}", post.slug)
                else slugify(post.slug) or "beitrag"
            )
            translated = wanted in slugs and post.lang not in {"", self._to.language}
            slug, number = _stem(path) if path else f"{wanted}-{post.lang}" if translated else wanted, 2
            while slug in used and not path:
                slug, number = f"{wanted}-{number}", number + 1
            used.add(slug)
            year = int(post.date[:4]) if post.date[:4].isdecimal() else None
            slugs.append(wanted if translated else slug)
            paths.append(path or self._to.path(post.kind, slug, year, draft=post.draft))
            if slug != wanted and not translated:
                self.report.note(
                    "slug-taken", f"{wanted} → {slug}", title=post.title, path=self._blog.shown(post.file)
                )
        return slugs, paths

    def _key(self, post: SourcePost) -> str:
        return f"entry-{self._blog.shown(post.file)}"

    def _references(self) -> dict[str, int]:
        """Return posts by what ``post_url`` and ``ref`` call them; a name that two posts share names the first."""
        names: dict[str, int] = {}
        for index, post in enumerate(self._blog.posts):
            shown = self._blog.shown(post.file)
            bare = re.sub(r"\.[a-z]+$", "", shown)
            parts = bare.removeprefix("content/").split("/")
            parts = parts[:-1] if parts[-1] == "index" and len(parts) > 1 else parts
            inside = "/".join(part for part in parts if part not in {"_posts", "_drafts"})
            for name in (shown, bare, inside, parts[-1], post.slug, shown.removeprefix("content/")):
                names.setdefault(name.lower(), index)
        return names

    def _reference(self, name: str) -> str | None:
        """Return the address of the post that a template tag names."""
        bare, mark, fragment = name.strip().partition("#")
        bare = bare.strip("/").removesuffix("/index.md").removesuffix("/_index.md").lower()
        index = self._names.get(bare, self._names.get(re.sub(r"\.(?:md|markdown|html)$", "", bare)))
        if not bare and mark:
            return f"#{fragment}"
        return None if index is None else f"{self._file(index)}{mark}{fragment}"

    def _file(self, index: int) -> str:
        return f"{{filename}}/{encoded(self._paths[index].removeprefix(f'{self._to.content}/'))}"

    def _post(self, index: int, post: SourcePost) -> None:
        self._at_hand = post
        place: dict[str, Any] = {"path": self._paths[index], "title": post.title, "link": post.old_path}
        body, left = self._body(post, place)
        text = "\n".join([*header_lines(self._header(index, post)), "", body.strip("\n"), ""])
        text = self._with_new_addresses(text, post, place)
        outcome = self._write(self._key(post), self._paths[index], text, place)
        self.report.counts[f"{post.kind}s"] += 1
        if post.draft:
            self.report.counts[f"{post.kind}s_draft"] += 1
        if not post.date and post.kind == "post" and not post.draft:
            self.report.note("no-date", **place)
        after = 0
        for tag in left if outcome not in {"kept", "removed"} else ():
            after = max(0, text.find(tag, after))
            line = text.count("\n", 0, after) + 1
            self.report.note("left-shortcode", " ".join(tag.split())[:120], **place, line=line)
            after += 1
        self._answers(post, self._slugs[index], place)

    def _body(self, post: SourcePost, place: Mapping[str, Any]) -> tuple[str, list[str]]:
        """Return a post's text as Markdown, and the template tags that nobody here understands."""
        body = post.body
        left: list[str] = []
        if self._kind in _TAGS:
            body, left = _TAGS[self._kind](body, self._reference)
        body = _MORE.sub("", body)
        if post.html:
            conversion = to_markdown(body, self, Slots(), classic=False)
            for kind, detail in conversion.left_out:
                self.report.note(kind, detail, **place)
            body = conversion.text
        return body, left

    def _header(self, index: int, post: SourcePost) -> Iterator[tuple[str, str]]:
        yield "Title", post.title
        yield "Date", post.date
        yield "Modified", post.modified if post.modified[:16] > post.date[:16] else ""
        tags = list(post.tags)
        if post.categories and post.kind == "post":
            yield "Category", post.categories[0]
            if len(post.categories) > 1:
                yield "Categories", "; ".join(post.categories)
                tags += post.categories[1:]
            if not post.draft:
                self._terms.add(("category", post.categories[0]))
        tags = list(dict.fromkeys(tags))
        yield "Tags", listed_tags(tags)
        if not post.draft:
            self._terms |= {("tag", tag) for tag in post.tags}
        if post.kind == "post":
            self._authors.update(post.authors)
        yield "Author" if len(post.authors) == 1 else "Authors", "; ".join(post.authors)
        yield "Summary", post.summary
        cover = self._resolved(post.cover, post) if post.cover else None
        if cover:
            yield "Cover", cover.removeprefix("{static}/")
            yield "Cover_alt", post.cover_alt
            yield "Cover_caption", post.cover_caption
        yield "Slug", self._slugs[index]
        language = post.lang.replace("_", "-").partition("-")[0].lower()
        yield "Lang", language if _LANGUAGE.fullmatch(language) else self._to.language
        yield from post.header
        for key in self._kept_fields:
            yield re.sub(r"[^A-Za-z0-9_-]", "_", key).strip("_"), words(post.fields.get(key, ""))
        if not post.draft:
            yield "Aliases", self._aliases.line(map(unquote, (post.old_path, *post.aliases)))
        if not any(key == "Status" for key, _ in post.header):
            yield "Status", "draft" if post.draft else "published"

    def _with_new_addresses(self, text: str, post: SourcePost, place: Mapping[str, Any]) -> str:
        document = Document(self._paths[0], text, self._to.language, scan)
        found: dict[Span, str] = {link.destination_span: link.destination for link in document.links}
        found |= {image.src_span: image.src for image in document.images}
        edits = []
        for span, address in found.items():
            written = text[span.start : span.end]
            new = self._resolved(address, post)
            if new is not None and new != address and written and "\n" not in written:
                edits.append((span, f"<{new}>" if written.startswith("<") else new))
            elif new is None and (not _FOREIGN.match(address) or self._is_file_address(address)):
                line = document.place(span).line
                self.report.note("unknown-address", address[:120], **place, line=line)
        for span, new in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
            text = text[: span.start] + new + text[span.end :]
        return text

    def _resolved(self, address: str, post: SourcePost) -> str | None:
        """Return where an address of the old blog leads now; None where it is none, or leads nowhere we know."""
        address = address.strip()
        if (match := _PELICAN.match(address)) and self._is_file_address(address):
            root = match["path"].startswith("/")
            return self._local(match["path"].lstrip("/"), post, from_root=root)
        path = self._old.path(address) if self._blog.address or address.startswith("/") else None
        if path is None:
            if _FOREIGN.match(address) or not address:
                return None
            bare = unquote(address.partition("?")[0])
            if (found := self._local(bare, post, from_root=False)) is not None:
                return found
            path = posixpath.normpath(posixpath.join(post.old_path or "/", bare.partition("#")[0]))
        fragment = address.partition("#")[2]
        index = self._by_path.get(comparable(path.partition("#")[0]))
        if index is None and self._old.site_folder and not path.startswith(f"{self._old.site_folder}/"):
            # Written from the web root of the site, without the folder that it was published in.
            index = self._by_path.get(comparable(f"{self._old.site_folder}{path}"))
        if index is not None:
            return self._file(index) + (f"#{fragment}" if fragment else "")
        inside = path.removeprefix(self._old.site_folder)
        return self._static(inside.partition("?")[0].partition("#")[0].lstrip("/"))

    def _is_file_address(self, address: str) -> bool:
        """Tell whether an address names a file in Pelican's own way (``{static}…``) and is still the old blog's."""
        return self._kind == "pelican" and _PELICAN.match(address) is not None

    def _local(self, path: str, post: SourcePost, *, from_root: bool) -> str | None:
        """Return the new address of a file named by its path on the disk."""
        bare, mark, fragment = unquote(path).partition("#")
        folders = self._blog.statics if from_root else (post.file.parent, *self._blog.statics)
        for folder in folders:
            file = (folder / bare).resolve() if bare else post.file
            if file in self._by_file:
                return f"{self._file(self._by_file[file])}{mark}{fragment}"
            if file.is_file() and (new := self._copy(file)) is not None:
                return new
        return None

    def _static(self, inside: str) -> str | None:
        """Return the new address of a file of the web root."""
        for folder in self._blog.statics if inside else ():
            file = (folder / inside).resolve()
            if file.is_file() and (new := self._copy(file)) is not None:
                self._moved[f"{self._old.site_folder}/{inside}"] = new.replace("{static}", "", 1)
                return new
        return None

    def _copy(self, file: Path) -> str | None:
        """Copy a picture or file once; texts, and what lies outside the old blog, are none."""
        if file.suffix.lower() in _PAGES or not file.is_relative_to(self._blog.folder.resolve()):
            return None
        if file not in self._copied:
            roots = [root.resolve() for root in self._blog.statics if file.is_relative_to(root.resolve())]
            inside = file.relative_to(
                max(roots, key=lambda root: len(root.parts), default=self._blog.folder.resolve())
            )
            pictures = f"{self._to.pictures}/{inside.as_posix().removeprefix(f'{self._to.pictures}/')}"
            path = f"{self._to.content}/{pictures}"
            try:
                outcome = self._ledger.copy(f"media-{inside.as_posix()}", path, file)
            except OSError as error:
                self.report.note("unwritable", error.strerror or str(error), path=path)
                return None
            self.report.files[outcome] += 1
            self.report.counts["media"] += 1
            if outcome in {"kept", "removed"}:
                self.report.note(outcome, path=path)
            self._copied[file] = f"{{static}}/{encoded(pictures)}"
        return self._copied[file]

    def _answers(self, post: SourcePost, slug: str, place: Mapping[str, Any]) -> None:
        ids = {answer.id: slugify(f"alt-{answer.id}") for answer in post.answers}
        for answer in post.answers:
            path = f"{self._to.content}/{self._to.answers}/{slug}/{ids[answer.id]}.md"
            where = {**place, "path": path}
            html = "<" in answer.body and self._kind != "pelican"
            body = to_markdown(answer.body, self, Slots(), classic=True).text if html else answer.body
            if not html and self._kind != "pelican":
                body = plain_paragraphs(body)
            if why := problem_with(answer.id, answer.date, body):
                self.report.note("unreadable-answer", why, **{**place, "path": ""})
                continue
            parent = ids.get(answer.parent, "")
            if answer.parent and not parent:
                self.report.note("orphan-answer", f"{answer.id} → {answer.parent}", **where)
            text = answer_text(answer.name, answer.date, body, site=answer.site, reply_to=parent)
            self._write(f"answer-{slug}/{answer.id}", path, text, where)
            self.report.counts["answers"] += 1


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
