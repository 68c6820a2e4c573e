"""How estimates, plans and notes are said in German and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klartext.lint.messages.sentence import sentence
from klartext.lint.rule import Message
from klartext.writing_effort.duration import format_duration

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from klartext.writing_effort.history import Note
    from klartext.writing_effort.model import Basis, Estimate
    from klartext.writing_effort.plan import PlannedDraft
    from klartext.writing_effort.readability import Readability

_GRADES = (0, 30, 50, 60, 70, 80, 90)

PHRASES: Mapping[str, Message] = {
    "planning": Message(de="Planen und Recherchieren", en="planning and research"),
    "drafting": Message(de="Schreiben", en="drafting"),
    "editing": Message(de="Überarbeiten", en="editing"),
    "publishing": Message(de="Veröffentlichen", en="publishing"),
    "photos": Message(de="eigene Bilder", en="own pictures"),
    "approval": Message(de="Freigabe", en="approval"),
    "sharing": Message(de="Teilen und Antworten", en="sharing and answering"),
    "half_hours": Message(
        de="{n} halbe Stunden", en="{n} half-hours", de_one="eine halbe Stunde", en_one="one half-hour"
    ),
    "sittings": Message(
        de="{n} Sitzungen zu {minutes} Minuten",
        en="{n} sittings of {minutes} minutes",
        de_one="eine Sitzung zu {minutes} Minuten",
        en_one="one sitting of {minutes} minutes",
    ),
    "pace": Message(
        de="bei {n} pro Arbeitstag",
        en="at {n} a working day",
        de_one="bei einer pro Arbeitstag",
        en_one="at one a working day",
    ),
    "finished": Message(
        de="{sittings} – {pace} fertig am {ready} (spätestens {latest})",
        en="{sittings}; {pace} ready on {ready} ({latest} at the latest)",
    ),
    "finished_surely": Message(
        de="{sittings} – {pace} fertig am {ready}", en="{sittings}; {pace} ready on {ready}"
    ),
    "nothing_left": Message(de="Es ist nichts mehr zu tun.", en="There is nothing left to do."),
    "basis_prior": Message(
        de="aus Erfahrungswerten, noch ohne eigene Beiträge",
        en="from general experience, no posts of your own yet",
    ),
    "basis_recorded": Message(de="aufgezeichnete Zeit", en="recorded time"),
    "basis_own": Message(
        de="aus {n} eigenen Beiträgen",
        en="from {n} posts of your own",
        de_one="aus einem eigenen Beitrag",
        en_one="from one post of your own",
    ),
    "basis_git": Message(
        de="aus der Git-Geschichte von {n} Beiträgen",
        en="from the git history of {n} posts",
        de_one="aus der Git-Geschichte eines Beitrags",
        en_one="from the git history of one post",
    ),
    "basis_both": Message(
        de="aus {posts} eigenen Beiträgen, {git} davon nur nach Git",
        en="from {posts} posts of your own, {git} of them by git alone",
    ),
    "column_draft": Message(de="Entwurf", en="draft"),
    "column_post": Message(de="Beitrag", en="post"),
    "column_total": Message(de="gesamt", en="total"),
    "column_range": Message(de="wahrscheinlich", en="probably"),
    "column_left": Message(de="noch", en="left"),
    "column_sittings": Message(de="Sitzungen", en="sittings"),
    "column_ready": Message(de="fertig", en="ready"),
    "explained": Message(
        de="Eine Sitzung ist {unit}. Geschätzt {basis}; 80 von 100 Beiträgen liegen im Bereich »wahrscheinlich«.",
        en='A sitting is {unit}. Estimated {basis}; 80 of 100 posts lie in the range "probably".',
    ),
    "column_day": Message(de="Tag", en="day"),
    "column_phase": Message(de="Arbeit", en="work"),
    "column_estimated": Message(de="geschätzt", en="estimated"),
    "column_actual": Message(de="gebraucht", en="took"),
    "column_deviation": Message(de="Abweichung", en="deviation"),
    "column_inside": Message(de="im Bereich", en="in range"),
    "yes": Message(de="ja", en="yes"),
    "no": Message(de="nein", en="no"),
    "by_git": Message(de="nach Git", en="by git"),
    "no_drafts": Message(de="Es gibt keine Entwürfe.", en="There are no drafts."),
    "attention": Message(de="Achtung:", en="Attention:"),
    "calendar_written": Message(
        de="{n} Termine stehen in {path}.",
        en="{n} events are in {path}.",
        de_one="Ein Termin steht in {path}.",
        en_one="One event is in {path}.",
    ),
    "no_actuals": Message(
        de="Noch trägt kein veröffentlichter Beitrag eine Zeit: schreiben Sie »Effort: 3h 30m« in den Kopf, oder "
        "lassen Sie »klartext effort start« mitlaufen.",
        en='No published post has a time yet: write "Effort: 3h 30m" into its header, or let '
        '"klartext effort start" run.',
    ),
    "accuracy_summary": Message(
        de="{n} Beiträge mit aufgezeichneter Zeit. Im Mittel {bias}; die Schätzung liegt typisch {error} % daneben; "
        "{coverage} % lagen im Bereich (80 sollen es sein).",
        en="{n} posts with a recorded time. On average {bias}; the estimate is typically {error}% off; "
        "{coverage}% lay in the range (80 should).",
        de_one="Ein Beitrag mit aufgezeichneter Zeit; die Schätzung liegt {error} % daneben.",
        en_one="One post with a recorded time; the estimate is {error}% off.",
    ),
    "bias_longer": Message(
        de="dauerten sie {percent} % länger als geschätzt", en="they took {percent}% longer than estimated"
    ),
    "bias_shorter": Message(
        de="gingen sie {percent} % schneller als geschätzt", en="they took {percent}% less than estimated"
    ),
    "bias_none": Message(de="stimmt die Schätzung", en="the estimate is right"),
    "half_hour_claim": Message(
        de="In einer halben Stunde fertig: {count} von {posts} Beiträgen ({percent} %).",
        en="Done in half an hour: {count} of {posts} posts ({percent}%).",
    ),
    "timer_started": Message(
        de="{path}: die Zeit läuft seit {time} Uhr. »klartext effort stop« schreibt sie in den Entwurf.",
        en='{path}: the timer runs since {time}. "klartext effort stop" writes the time into the draft.',
    ),
    "timer_stopped": Message(
        de="{path}: {time} gearbeitet, zusammen {total}. Die Zeit steht im Entwurf.",
        en="{path}: {time} worked, {total} in all. The time is in the draft.",
    ),
    "timer_discarded": Message(de="{path}: die Zeit wurde verworfen.", en="{path}: the time was discarded."),
    "timer_already-running": Message(
        de="{path}: die Zeit läuft schon; »klartext effort stop« beendet sie",
        en='{path}: the timer is running already; "klartext effort stop" ends it',
    ),
    "timer_not-running": Message(
        de="{path}: für diesen Entwurf läuft keine Zeit; »klartext effort start {path}« beginnt",
        en='{path}: no timer runs for this draft; "klartext effort start {path}" begins',
    ),
    "timer_none": Message(
        de="es läuft keine Zeit; »klartext effort start ENTWURF« beginnt",
        en='no timer is running; "klartext effort start DRAFT" begins',
    ),
    "timer_several": Message(
        de="es laufen mehrere: {paths}; nennen Sie den Entwurf",
        en="several are running: {paths}; name the draft",
    ),
    "timer_which": Message(
        de="nennen Sie genau einen Entwurf, zum Beispiel »klartext effort start content/entwurf.md«",
        en='name exactly one draft, such as "klartext effort start content/draft.md"',
    ),
    "timer_no-draft": Message(
        de="{path} ist kein Entwurf: die Zeit läuft nur für Beiträge mit »Status: draft«",
        en='{path} is no draft: the timer runs for posts with "Status: draft" only',
    ),
    "timer_clock-went-back": Message(
        de="{path}: die Uhr steht vor dem Beginn der Messung; nennen Sie die Zeit selbst: »--minutes 45« "
        "(oder »--discard«)",
        en="{path}: the clock shows a time before the timer's start; state the time yourself: --minutes 45 "
        "(or --discard)",
    ),
    "timer_forgotten": Message(
        de="{path}: die Zeit läuft seit {hours} Stunden, sie wurde wohl vergessen; nennen Sie die Zeit selbst: "
        "»--minutes 45« (oder »--discard«)",
        en="{path}: the timer has run for {hours} hours and was probably forgotten; state the time yourself: "
        "--minutes 45 (or --discard)",
    ),
    "timer_no-header": Message(
        de="{path}: der Beitrag hat keinen Kopf (»Title: …«), in den die Zeit geschrieben werden kann",
        en='{path}: the post has no header ("Title: …") to write the time into',
    ),
    "timer_not-utf8": Message(
        de="{path}: die Datei ist nicht in UTF-8 kodiert; es wurde nichts geschrieben",
        en="{path}: the file is not encoded in UTF-8; nothing was written",
    ),
    "timer_unreadable-effort": Message(
        de="{path}: »Effort: {value}« ist nicht lesbar; berichtigen Sie es zum Beispiel zu »3h 30m« und stoppen Sie "
        "dann noch einmal",
        en='{path}: "Effort: {value}" cannot be read; correct it, to "3h 30m" for example, and stop again',
    ),
    "all_left": Message(
        de="Zusammen sind noch {time} zu tun: {sittings}.", en="{time} are left in all: {sittings}."
    ),
    "readability": Message(
        de="Lesbarkeit: {grade} (Flesch {flesch}), ein Satz hat im Mittel {words} Wörter",
        en="Readability: {grade} (Flesch {flesch}), {words} words a sentence on average",
    ),
    "grade_0": Message(de="sehr schwer", en="very hard"),
    "grade_30": Message(de="schwer", en="hard"),
    "grade_50": Message(de="mittelschwer", en="fairly hard"),
    "grade_60": Message(de="mittel", en="plain"),
    "grade_70": Message(de="mittelleicht", en="fairly easy"),
    "grade_80": Message(de="leicht", en="easy"),
    "grade_90": Message(de="sehr leicht", en="very easy"),
    "timer_running": Message(
        de="{path}: die Zeit läuft seit {minutes} Minuten.",
        en="{path}: the timer has been running for {minutes} minutes.",
    ),
    "late": Message(
        de="{title}: fällig am {due}, nach diesem Plan erst am {ready} fertig. Planen Sie mehr Sitzungen am Tag, "
        "oder verschieben Sie den Termin.",
        en="{title}: due on {due}, but ready only on {ready} by this plan. Plan more sittings a day, "
        "or move the date.",
    ),
    "tight": Message(
        de="{title}: fällig am {due}; das klappt, wenn alles nach Schätzung geht, es kann aber bis {latest} dauern.",
        en="{title}: due on {due}; that works if all goes as estimated, but it may take until {latest}.",
    ),
    "note_shallow": Message(
        de="Git kennt hier nur einen Teil der Geschichte (flacher Klon): die Zeiten aus Git sind zu kurz. "
        "»git fetch --unshallow« holt den Rest.",
        en="git knows only part of the history here (shallow clone): hours from git are too low. "
        "'git fetch --unshallow' gets the rest.",
    ),
    "note_git-fails": Message(
        de="Die Git-Geschichte ist nicht lesbar ({detail}); die Schätzung kommt ohne sie aus.",
        en="The git history cannot be read ({detail}); the estimate does without it.",
    ),
    "note_single-commit": Message(
        de="{n} Beiträge haben nur einen Commit (fertig eingespielt oder als Squash zusammengefasst): "
        "aus ihnen wird nichts gelernt.",
        en="{n} posts have a single commit (added when finished, or squashed): nothing is learnt from them.",
        de_one="Ein Beitrag hat nur einen Commit (fertig eingespielt oder als Squash zusammengefasst): "
        "aus ihm wird nichts gelernt.",
        en_one="One post has a single commit (added when finished, or squashed): nothing is learnt from it.",
    ),
    "note_squash": Message(
        de="{n} Beiträge bestehen nur aus Squash-Merges (»… (#12)«): die Arbeit davor ist in Git nicht mehr zu sehen, "
        "aus ihnen wird nichts gelernt.",
        en='{n} posts consist of squash merges only ("… (#12)"): git no longer shows the work before them, nothing is '
        "learnt from them.",
        de_one="Ein Beitrag besteht nur aus Squash-Merges (»… (#12)«): die Arbeit davor ist in Git nicht mehr zu "
        "sehen, aus ihm wird nichts gelernt.",
        en_one='One post consists of squash merges only ("… (#12)"): git no longer shows the work before them, nothing '
        "is learnt from it.",
    ),
    "note_bulk": Message(
        de="{n} Commits ändern sehr viele Beiträge auf einmal (Import, Umformatierung) und zählen nicht als Arbeit.",
        en="{n} commits change very many posts at once (import, reformatting) and do not count as work.",
        de_one="Ein Commit ändert sehr viele Beiträge auf einmal (Import, Umformatierung) und zählt nicht als Arbeit.",
        en_one="One commit changes very many posts at once (import, reformatting) and does not count as work.",
    ),
    "note_future": Message(
        de="{n} Commits liegen in der Zukunft (Uhr verstellt?) und zählen nicht.",
        en="{n} commits lie in the future (wrong clock?) and do not count.",
        de_one="Ein Commit liegt in der Zukunft (Uhr verstellt?) und zählt nicht.",
        en_one="One commit lies in the future (wrong clock?) and does not count.",
    ),
    "note_clock": Message(
        de="{n} Commits sind über einen Tag jünger als ihr Nachfolger (Uhr verstellt oder umgeschriebene Geschichte): "
        "die Zeiten aus Git sind dort unsicher.",
        en="{n} commits are more than a day younger than the one after them (clock changed or history rewritten): "
        "hours from git are uncertain there.",
        de_one="Ein Commit ist über einen Tag jünger als sein Nachfolger (Uhr verstellt oder umgeschriebene "
        "Geschichte): die Zeiten aus Git sind dort unsicher.",
        en_one="One commit is more than a day younger than the one after it (clock changed or history rewritten): "
        "hours from git are uncertain there.",
    ),
}
"""Message templates by key; the ones for one are taken where ``n`` is 1."""


def say(key: str, lang: str, /, **values: object) -> str:
    """Return a phrase in German or English."""
    return sentence(PHRASES[key], lang, **values)


def basis_text(basis: Basis, lang: str) -> str:
    """Return what an estimate rests on: "aus 6 eigenen Beiträgen"."""
    if basis.is_recorded:
        return say("basis_recorded", lang)
    if basis.recorded_posts and basis.git_posts:
        return say("basis_both", lang, posts=basis.recorded_posts + basis.git_posts, git=basis.git_posts)
    if basis.git_posts:
        return say("basis_git", lang, n=basis.git_posts)
    if basis.recorded_posts:
        return say("basis_own", lang, n=basis.recorded_posts)
    return say("basis_prior", lang)


def sittings_text(number: int, sitting_minutes: float, lang: str) -> str:
    """Return "7 halbe Stunden", or sittings with their length where they are not half-hours."""
    if sitting_minutes == 30:
        return say("half_hours", lang, n=number)
    return say("sittings", lang, n=number, minutes=f"{sitting_minutes:g}")


def day_text(day: date, today: date, lang: str, *, weekday: bool = False) -> str:
    """Return "14. März", with the year where it is another than today's, with "Mo." if asked."""
    from babel.dates import format_date  # noqa: PLC0415 — takes 40 ms, needed for dates only

    pattern = "d. MMMM" if lang == "de" else "d MMMM"
    pattern = ("EEE " if weekday else "") + pattern + (" y" if day.year != today.year else "")
    return format_date(day, pattern, locale=lang)


def plan_text(planned: PlannedDraft, per_day: int, today: date, lang: str) -> str:
    """Return "7 halbe Stunden – bei einer pro Arbeitstag fertig am 14. März (spätestens 27. März)"."""
    if not planned.sittings:
        return say("nothing_left", lang)
    return say(
        "finished" if planned.latest > planned.ready else "finished_surely",
        lang,
        sittings=sittings_text(len(planned.sittings), planned.task.estimate.sitting_minutes, lang),
        pace=say("pace", lang, n=per_day),
        ready=day_text(planned.ready, today, lang),
        latest=day_text(planned.latest, today, lang),
    )


def warning_text(planned: PlannedDraft, today: date, lang: str) -> str:
    """Return why a due date is in danger, empty where it is not."""
    if planned.task.due is None or not (planned.is_late or planned.is_tight):
        return ""
    return say(
        "late" if planned.is_late else "tight",
        lang,
        title=planned.task.title,
        due=day_text(planned.task.due, today, lang),
        ready=day_text(planned.ready, today, lang),
        latest=day_text(planned.latest, today, lang),
    )


def readability_text(found: Readability, lang: str) -> str:
    """Return the reading ease in words.

    Source: the grades are Flesch's, The art of readable writing, 1949, in Amstad's German words.
    """
    grade = max((least for least in _GRADES if found.flesch >= least), default=0)
    return say(
        "readability",
        lang,
        grade=say(f"grade_{grade}", lang),
        flesch=max(0, round(found.flesch)),
        words=round(found.words_per_sentence),
    )


def note_text(note: Note, lang: str) -> str:
    """Return what limits the figures from git."""
    return say(f"note_{note.key}", lang, **dict(note.values))


def range_text(estimate: Estimate, lang: str) -> str:
    """Return the range: "1 Std. 2 Min. bis 6 Std. 15 Min."."""
    joint = "bis" if lang == "de" else "to"
    return f"{format_duration(estimate.low, lang)} {joint} {format_duration(estimate.high, lang)}"
