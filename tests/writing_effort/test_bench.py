"""The figures that the benchmarks print are those that can be reckoned by hand."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "bench/effort"


def run(script, *arguments):
    done = subprocess.run(
        [sys.executable, str(BENCH / script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_accuracy_by_hand(tmp_path):
    table = tmp_path / "posts.tsv"
    # 205 minutes are exactly the constant; 60 are half of, 30 exactly and a third of what half an hour says.
    table.write_text("author\twords\tminutes\nA\t1\t205\nA\t1\t60\nB\t1\t30\nB\t1\t90\n")
    code, out, _ = run("accuracy.py", table)
    assert code == 0
    assert out.startswith("4 posts, 2 authors\n")
    # errors: 175/205, 30/60, 0, 60/90 → median (.5 + .67) / 2; within a factor of two: 60 and 30
    assert "half an hour                  0.58        0.93         50%" in out


def test_a_broken_table_is_one_line(tmp_path):
    table = tmp_path / "posts.tsv"
    table.write_text("author\twords\thours\nA\tviele\t3\n")
    code, _, err = run("accuracy.py", table)
    assert code == 1
    assert err.endswith("posts.tsv:2: words, hours and photos must be numbers\n")


def test_simulated_teams_stay_within_the_bars():
    code, out, _ = run("simulated_team.py", "--teams", 3000, "--seed", 7)
    assert code == 0
    tables = out.split("authors differ in spread")
    lines = [line.split() for line in tables[0].splitlines()[2:]] + [
        line.split() for line in tables[1].split("teams differ")[0].splitlines()[2:]
    ]
    assert len(lines) == 10
    for _, error, bar, inside, _ in lines:
        assert float(error) <= float(bar)
        assert 75 <= float(inside.rstrip("%")) <= 85
