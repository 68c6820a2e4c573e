"""How long a large WordPress export takes to move in, and how much memory: 5,000 posts with 50,000 answers.

Run: python bench/moving_in/large_export.py [--posts N] [--answers N] [--words N] [--once]
Prints one JSON line: the first import, the same again, and again with the first look (all rules on all posts). The bars
are 60 seconds and 300 MB. An export of more than 500 MB: --words 2000 --once
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = (
    "Putz Wand Farbe Kalk Eimer Pinsel Rolle Keller Fenster Treppe Lack trocken nass glatt rau streicht misst wartet "
    "heute morgen immer selten der die das ein eine mit ohne unter auf nach vor und oder aber weil wenn"
).split()
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Malerbetrieb Sommer</title>
<link>https://sommer-maler.example</link><language>de-DE</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://sommer-maler.example</wp:base_site_url>
<wp:base_blog_url>https://sommer-maler.example</wp:base_blog_url>
"""
_CONF = (
    'PATH = "content"\nDEFAULT_LANG = "de"\nTIMEZONE = "Europe/Berlin"\nPAGE_PATHS = ["seiten"]\n'
    'ARTICLE_EXCLUDES = ["antworten"]\n'
)


def export(posts: int, answers: int, words: int = 75, seed: int = 7) -> Iterator[str]:
    """Yield the parts of an export; posts of eight paragraphs, half of them in blocks."""
    rng = random.Random(seed)  # noqa: S311 — figures, not secrets
    yield _HEAD
    comment = 0
    for number in range(posts):
        yield f"<item><title>Beitrag {number}</title>"
        yield f"<link>https://sommer-maler.example/{number}/</link><dc:creator>katrin</dc:creator>"
        yield f"<content:encoded><![CDATA[{_content(rng, number, words)}]]></content:encoded>"
        yield f"<wp:post_id>{number + 1}</wp:post_id>"
        yield f"<wp:post_date>{2010 + number % 15}-05-{number % 28 + 1:02} 10:00:00"
        yield f"</wp:post_date><wp:post_name>beitrag-{number}</wp:post_name><wp:status>publish</wp:status>"
        yield '<wp:post_type>post</wp:post_type><category domain="category" nicename="farbe">Farbe</category>'
        first = comment
        while comment < answers * (number + 1) // posts:
            comment += 1
            parent = rng.randint(first + 1, comment - 1) if comment > first + 1 and rng.random() < 0.4 else 0
            yield f"<wp:comment><wp:comment_id>{comment}</wp:comment_id><wp:comment_author>Leserin {comment}"
            yield "</wp:comment_author><wp:comment_author_email>x@x.example</wp:comment_author_email>"
            yield "<wp:comment_date>2015-05-05 10:00:00</wp:comment_date><wp:comment_content><![CDATA["
            yield _sentence(rng, 40) + (" <em>wirklich</em> & wahr" if comment % 4 == 0 else "")
            yield f"]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}"
            yield "</wp:comment_parent></wp:comment>"
        yield "</item>\n"
    yield "</channel></rss>\n"


def _sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS, k=words)) + "."


def _content(rng: random.Random, number: int, words: int) -> str:
    paragraphs = [_sentence(rng, words) for _ in range(8)]
    paragraphs[2] += (
        f' <strong>Wichtig</strong> und <a href="https://sommer-maler.example/{number // 2}/">hier</a>.'
    )
    if number % 2:
        return "\n\n".join([*paragraphs, '[bctt tweet="' + _sentence(rng, 12) + '" via="no"]'])
    blocks = [f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in paragraphs]
    blocks.insert(3, "<!-- wp:list -->\n<ul><li>eins</li><li>zwei</li></ul>\n<!-- /wp:list -->")
    blocks.insert(1, "<!-- wp:heading -->\n<h2>Zwischentitel</h2>\n<!-- /wp:heading -->")
    return "\n\n".join(blocks)


def main() -> int:
    """Generate, import, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--answers", type=int, default=50_000)
    parser.add_argument("--words", type=int, default=75, help="words a paragraph")
    parser.add_argument("--once", action="store_true", help="only the first import")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "pelicanconf.py").write_text(_CONF, encoding="utf-8")
        source = root / "export.xml"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(export(arguments.posts, arguments.answers, arguments.words))
        result: dict[str, float | int] = {"export_mb": round(source.stat().st_size / 1e6, 1)}
        for run, more in (("first", ["--no-lint"]), ("second", ["--no-lint"]), ("with_first_look", [])):
            if arguments.once and run != "first":
                break
            started = time.perf_counter()
            command = [sys.executable, "-m", "klartext", "import", "wordpress", str(source), *more]
            process = subprocess.Popen(
                command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            _, status, usage = os.wait4(process.pid, 0)
            result[f"{run}_seconds"] = round(time.perf_counter() - started, 1)
            result[f"{run}_cpu_seconds"] = round(usage.ru_utime + usage.ru_stime, 1)
            result[f"{run}_peak_mb"] = round(usage.ru_maxrss / 1024)
            result[f"{run}_exit_code"] = os.waitstatus_to_exitcode(status)
        result["files"] = sum(1 for _ in (root / "content").rglob("*.md"))
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
