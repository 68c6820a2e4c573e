"""Every rule does what its spec and its docstring's examples say: no finding more, none less.

A spec ``tests/specs/<rule-name>.md`` is prose with fenced blocks:

* ``draft`` holds a whole file. ``<!-- expect: rule-name -->`` at the end of a line says that a finding begins there;
  the marks are taken out before the draft is checked. After the word may stand ``path=content/x.md``, ``pages=open``
  for a site whose theme has no Content-Security-Policy, and
  ``settings={…}``, a literal merged over the ``KLARTEXT`` dict of the fictitious Malerbetrieb Sommer. Drafts with
  different paths under one ``##`` heading form one site; the first ``settings`` among them count.
* ``picture`` draws a picture into the site: ``path=content/bilder/hof.jpg seed=1 width=640 height=480
  artist="…" copyright="…" location=yes``; ``of=content/bilder/hof.jpg`` scales that one
  instead; ``bytes="…"`` writes the text as it is, ``film=…`` one of the films of the examples.

Compared are the findings of the spec's own rule and of all rules that the spec expects somewhere.
"""

from __future__ import annotations

import ast
import re
import shlex
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from klartext.checking import Checker, load_baseline
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.rule_doc import rule_doc
from klartext.registry import RuleChoice, all_rules
from klartext.rule_examples import FILMS, TODAY, check_examples, example_site, sites_of
from klartext.site import site_of

SPECS = Path(__file__).parent / "specs"

_EXPECT = re.compile(r"[ \t]*<!-- expect: ([a-z0-9-]+) -->(?=[ \t]*(?:<!-- expect: |$))", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,})(draft|picture)\b(.*)$")


@dataclass
class SpecSite:
    """The drafts and pictures that are checked together."""

    heading: str
    line: int
    drafts: dict[str, str] = field(default_factory=dict)
    pictures: list[dict[str, str]] = field(default_factory=list)
    settings: dict = field(default_factory=dict)
    strict_pages: bool = True


def read_spec(text: str) -> list[SpecSite]:
    sites: list[SpecSite] = []
    heading, pictures, open_site = "", [], None
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("## "):
            heading, pictures, open_site = line[3:], [], None
        fence = _FENCE.match(line)
        if not fence:
            continue
        start = at
        while lines[at] != fence[1]:
            at += 1
        body = "\n".join(lines[start:at]) + "\n"
        at += 1
        info = fence[3]
        settings = {}
        if "settings=" in info:
            info, _, literal = info.partition("settings=")
            settings = ast.literal_eval(literal.strip())
        values = dict(part.partition("=")[::2] for part in shlex.split(info))
        if fence[2] == "picture":
            pictures.append(values)
            continue
        path = values.get("path", "")
        if open_site is None or not path or path in open_site.drafts:
            open_site = SpecSite(heading, start, pictures=pictures)
            sites.append(open_site)
        open_site.drafts[path or "content/entwurf.md"] = body
        open_site.settings = open_site.settings or settings
        open_site.strict_pages = open_site.strict_pages and values.get("pages") != "open"
        if not path:
            open_site = None
    return sites


def draw(root: Path, values: dict[str, str]) -> None:
    path = root / values["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "bytes" in values:
        path.write_bytes(values["bytes"].encode())
        return
    if "film" in values:
        path.write_bytes(FILMS[values["film"]])
        return
    width, height = int(values.get("width", 320)), int(values.get("height", 240))
    if "of" in values:
        with Image.open(root / values["of"]) as source:
            picture = source.convert("RGB").resize((width, height))
    else:
        random = np.random.default_rng(int(values.get("seed", 1)))
        coarse = random.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        picture = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    for tag, key in ((0x013B, "artist"), (0x8298, "copyright"), (0x010E, "description")):
        if key in values:
            exif[tag] = values[key]
    if "location" in values:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 0.0), 3: "E", 4: (11.0, 34.0, 0.0)})
    picture.save(path, exif=exif)


def check(root: Path, site: SpecSite, rules: set[str]) -> tuple[Counter, dict]:
    """Lint a site and return the findings of some rules by path, line and rule, and the sentences made of them."""
    for picture in site.pictures:
        draw(root, picture)
    for path, draft in site.drafts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_EXPECT.sub("", draft), encoding="utf-8", newline="")
    configuration = example_site(root, site.settings, strict_pages=site.strict_pages)
    loaded = site_of(configuration)
    named = {rule.name for rule in all_rules() for draft in site.drafts.values() if rule.name in draft}
    choice = RuleChoice(None, configuration.settings.lint, (*sorted(rules | named), "KT"))
    checker = Checker(loaded, choice, TODAY)
    diagnostics = checker.diagnostics()
    if baseline := load_baseline(configuration):
        diagnostics = checker.new_since(baseline, diagnostics)
    found, sentences = Counter(), {}
    for diagnostic in diagnostics:
        text = (root / diagnostic.place.path).read_bytes().decode()
        assert text[diagnostic.place.start : diagnostic.place.end] == diagnostic.evidence
        for lang in ("de", "en"):
            catalogue = Catalogue(all_rules(), lang)
            assert catalogue.message(diagnostic)
            assert all(catalogue.related(diagnostic, related) for related in diagnostic.related)
        if diagnostic.rule in rules:
            key = (diagnostic.place.path, diagnostic.place.line, diagnostic.rule)
            found[key] += 1
            sentences[key] = Catalogue(all_rules(), "de").message(diagnostic)
    return found, sentences


def _cases():
    for spec in sorted(SPECS.glob("*.md")):
        text = spec.read_text(encoding="utf-8")
        expected_rules = {spec.stem, *_EXPECT.findall(text)}
        for number, site in enumerate(read_spec(text), 1):
            yield pytest.param(site, expected_rules, id=f"{spec.stem}-{number}-line{site.line}")


@pytest.mark.parametrize(("site", "rules"), list(_cases()))
def test_spec(site: SpecSite, rules: set[str], tmp_path: Path):
    expected = Counter(
        (path, number, rule)
        for path, draft in site.drafts.items()
        for number, line in enumerate(draft.splitlines(), 1)
        for rule in _EXPECT.findall(line)
    )
    found, sentences = check(tmp_path, site, rules)
    missing = [f"{p}:{line}: expected {rule}, not found" for (p, line, rule), _ in (expected - found).items()]
    extra = [f"{p}:{ln}: found {r}: {sentences[p, ln, r]}" for (p, ln, r), _ in (found - expected).items()]
    assert not missing + extra, f"{site.heading}\n" + "\n".join(missing + extra)


def _examples():
    for rule in all_rules():
        doc = rule_doc(rule)
        for kind, examples in (("bad", doc.bad), ("good", doc.good)):
            for number, site in enumerate(sites_of(examples), 1):
                yield pytest.param(rule, kind, site, id=f"{rule.name}-{kind}-{number}")


@pytest.mark.parametrize(("rule", "kind", "site"), list(_examples()))
def test_example(rule, kind, site, tmp_path: Path):
    found = [
        Catalogue([rule], "de").message(diagnostic) for diagnostic in check_examples(rule, site, tmp_path)
    ]
    if kind == "bad":
        assert found, "the bad example has no finding"
    else:
        assert not found


def test_every_rule_has_a_spec_and_every_spec_a_rule():
    assert sorted(rule.name for rule in all_rules()) == sorted(spec.stem for spec in SPECS.glob("*.md"))


@pytest.mark.parametrize("spec", sorted(SPECS.glob("*.md")), ids=lambda spec: spec.stem)
def test_every_spec_expects_its_rule_and_shows_a_clean_draft(spec: Path):
    sites = read_spec(spec.read_text(encoding="utf-8"))
    expecting = [any(spec.stem in _EXPECT.findall(draft) for draft in site.drafts.values()) for site in sites]
    assert any(expecting), "no draft expects the rule"
    assert not all(expecting), "no draft shows where the rule stays silent"
