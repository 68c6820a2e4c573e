"""Compare the words that Klartext lints with the words that Pelican's Markdown renders.

usage: parity.py FOLDER [--show N]

For every post below FOLDER the words of the document model are compared, as a multiset, with those of
Python-Markdown's output under Pelican's default extensions (code, addresses and shortcodes left out on both
sides). A post agrees when at most 1% of its words differ. Prints the share that agrees and the worst posts.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import markdown
from bs4 import BeautifulSoup

from klartext.click_to_tweet.shortcode import scan
from klartext.lint.document import Document
from klartext.lint.markdown import protected_spans

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HIDDEN = (
    "pre",
    "code",
    "kbd",
    "samp",
    "tt",
    "var",
    "script",
    "style",
    "textarea",
    "select",
    "title",
    "template",
)
_EXTENSIONS = ("extra", "meta")


def rendered_words(source: str) -> Counter[str]:
    """Return the words of a post's body as Python-Markdown shows them to a reader."""
    body = source[Document("x", source).front_matter.span.end :]
    for shortcode in reversed(scan(body, protected_spans(body))):
        if not shortcode.problem:
            body = body[: shortcode.span.start] + body[shortcode.span.end :]
    html = markdown.markdown("\n" + body, extensions=list(_EXTENSIONS))
    soup = BeautifulSoup(html, "html.parser")
    for element in soup(_HIDDEN):
        element.replace_with(" ")
    for element in soup.find_all("a", class_=["footnote-ref", "footnote-backref"]):
        element.decompose()
    for image in soup("img"):
        image.replace_with(" ")
    # A line break separates words; other inline elements do not.
    for element in soup(["br", "p", "li", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"]):
        element.insert_before(" ")
        element.append(" ")
    return _words(soup.get_text())


def linted_words(source: str) -> Counter[str]:
    """Return the words of a post's prose in the document model."""
    document = Document("x", source, scanner=scan)
    return _words("\n".join(block.prose.text for block in document.blocks))


def _words(text: str) -> Counter[str]:
    plain = _ADDRESS.sub(" ", text.replace("\u00ad", "").replace("\u200b", ""))
    return Counter(word.lower() for word in _WORD.findall(plain))


def main() -> None:
    """Print the parity of every post below a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=10, help="how many disagreeing posts to show")
    arguments = parser.parse_args()
    worst: list[tuple[float, Path, Counter[str], Counter[str]]] = []
    files = sorted(arguments.folder.rglob("*.md"))
    exact = agreeing = 0
    for file in files:
        source = file.read_bytes().decode("utf-8")
        ours, theirs = linted_words(source), rendered_words(source)
        missing, extra = theirs - ours, ours - theirs
        share = max(missing.total(), extra.total()) / max(1, theirs.total())
        exact += share == 0
        agreeing += share <= 0.01
        worst.append((share, file, missing, extra))
    print(
        f"{len(files)} posts: {exact} with the same words, {agreeing} within 1% ({agreeing / max(1, len(files)):.1%})"
    )
    for share, file, missing, extra in sorted(worst, key=lambda w: -w[0])[: arguments.show]:
        if share:
            print(f"{share:7.1%} {file.name}  not linted: {_some(missing)}  not rendered: {_some(extra)}")


def _some(words: Counter[str]) -> str:
    return ", ".join(f"{word}×{count}" for word, count in words.most_common(6)) or "–"


if __name__ == "__main__":
    main()
