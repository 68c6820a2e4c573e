"""Hold reports of real posts against the schemas that others publish, given by path.

``python bench/lint/published_schemas.py FOLDER checkstyle=FILE junit=FILE rdjson=FILE``

The tests use SARIF's own schema and, where none may be copied, schemas of ours that are stricter than the published
ones. This says whether the published ones agree: ``checkstyle-report-1.0.0.xsd`` of Checkstyle, ``junit-10.xsd`` of
Jenkins' xUnit plugin (pytest's source distribution carries it), ``DiagnosticResult.json`` of reviewdog.

For SARIF, Microsoft's Sarif.Multitool says more than a schema: ``klartext lint --format sarif --output x.sarif``, then
``Sarif.Multitool validate x.sarif --rule-kind "Sarif;Ghas"``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import xmlschema


def main(folder: str, *schemas: str) -> int:
    """Print the number of findings and of errors for every schema; 1 where there are errors."""
    failed = False
    for given in schemas:
        form, _, file = given.partition("=")
        report = _report(Path(folder), form)
        if file.endswith(".xsd"):
            errors = [str(error.reason) for error in xmlschema.XMLSchema(file).iter_errors(report)]
        else:
            schema = json.loads(Path(file).read_text(encoding="utf-8"))
            validator = jsonschema.validators.validator_for(schema)(schema)
            errors = [error.message for error in validator.iter_errors(json.loads(report))]
        findings = report.count("<error ") + report.count("<failure ") + report.count('"message": "')
        print(f"{form:<11} {Path(file).name:<32} {findings:>6} findings  {len(errors)} errors")
        for error in errors[:3]:
            print(f"    {error}")
        failed |= bool(errors)
    return int(failed)


def _report(folder: Path, form: str) -> str:
    settings = "DEFAULT_LANG = 'de'\nKLARTEXT = {'company': {'name': 'Beispiel'}}\n"
    with tempfile.TemporaryDirectory() as root:
        Path(root, "pelicanconf.py").write_text(
            f"PATH = {str(folder.resolve())!r}\n{settings}", encoding="utf-8"
        )
        command = [sys.executable, "-m", "klartext", "lint", "--no-cache", "--exit-zero", "--format", form]
        done = subprocess.run(command, cwd=root, check=False, capture_output=True, env=os.environ)
        if done.returncode:
            sys.exit(done.stderr.decode())
        return done.stdout.decode()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
