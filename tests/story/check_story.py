#!/usr/bin/env python3
"""Checks the numbers of a story's report against the generators' own tallies, never against our database alone.

usage: check_story.py TIENDO STORY_DIR sample|real
"""
import csv
import io
import json
import pathlib
import subprocess
import sys

WARDS = [1, 2, *range(4, 16)]  # Phường 3 became part of Phường 2 on 1 January 2021
DOSSIERS = {"carried_over": "carried-over", "received": "received", "before_due": "before-due", "on_due_day": "on-due-day",
            "late": "late", "withdrawn": "withdrawn", "open_in_time": "open-in-time", "open_overdue": "open-overdue",
            "open_paused": "open-paused"}
LATE = {"ubnd-phuong-9", "ubnd-phuong-13"}           # examples/district/papers.cpp
NEVER = {"ubnd-phuong-4", "phong-tai-nguyen-moi-truong"}
LATE_PLAN = {"ubnd-phuong-12"}


class Story:
    def __init__(self, tiendo, folder):
        self.tiendo, self.folder, self.faults = tiendo, folder, []

    def call(self, *words):
        run = subprocess.run([self.tiendo, "--db", f"sqlite:{self.folder}/quan.db", "--at", "2021-05-20T09:00:00+07:00", *words],
                             capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"tiendo {' '.join(words)}: exit {run.returncode}: {run.stderr}")
        return run.stdout

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.call("--format", "csv", *words))))

    def same(self, what, found, wanted):
        if found != wanted:
            self.faults.append(f"{what}: {found!r}, wanted {wanted!r}")

    def truth(self, name):
        return json.loads((self.folder / name).read_text(encoding="utf-8"))


def number(text):
    return int(text.replace(".", ""))


def check_dossiers(story, figures):
    truth = story.truth("mot-cua.truth-after.json")
    for ward in WARDS:
        wanted = truth["wards"][f"000.{ward:02}.12.H99"]
        for theirs, ours in DOSSIERS.items():
            name = f"F5.ubnd-phuong-{ward}.dossier-{ours}"
            if name in figures:
                story.same(name, number(figures[name]), wanted[theirs])
        own = f"F5.ubnd-phuong-{ward}.dossier-"
        on_time = wanted["before_due"] + wanted["on_due_day"]
        story.same(own + "on-time", number(figures[own + "on-time"]), on_time)
        story.same(own + "solved", number(figures[own + "solved"]), on_time + wanted["late"])
        story.same(own + "late", number(figures[own + "late"]), wanted["late"])
    story.same("all late dossiers", number(figures["F5.all.dossier-late"]), truth["total"]["late"])


def check_feedback(story, figures):
    # The one request that was opened again lies behind the days that are read again: no feed of the standard tells of it.
    truth = story.truth("phan-anh.truth.json")
    for ward in WARDS:
        wanted = truth["wards"][f"000.{ward:02}.12.H99"]
        story.same(f"ward {ward} feedback received", number(figures[f"F3.ubnd-phuong-{ward}.feedback-received"]), wanted["total"])
        story.same(f"ward {ward} feedback answered", number(figures[f"F3.ubnd-phuong-{ward}.feedback-answered"]), wanted["closed"])
        story.same(f"ward {ward} feedback on time", number(figures[f"F3.ubnd-phuong-{ward}.feedback-answered-on-time"]), wanted["closed_on_time"])


def check_papers(story):
    board = story.rows("board", "--plan", "ke-hoach-papi")
    by_cycle = {}
    for row in board:
        by_cycle.setdefault(row["cycle"], {})[row["unit"]] = row["standing"]
    plans, reports = by_cycle["2021-unit-plan"], by_cycle["2021-half-year"]
    wards = {f"ubnd-phuong-{ward}" for ward in WARDS}
    story.same("wards that owe a plan", {unit for unit in plans if unit.startswith("ubnd-phuong-")}, wards)
    story.same("offices that owe a plan", len(set(plans) - wards), 8)
    story.same("late plans", {unit for unit, standing in plans.items() if standing == "late"}, LATE_PLAN)
    story.same("late reports", {unit for unit, standing in reports.items() if standing == "late"}, LATE)
    story.same("overdue reports", {unit for unit, standing in reports.items() if standing == "overdue"}, NEVER)
    story.same("reports on time", sum(standing == "on_time" for standing in reports.values()), len(reports) - len(LATE) - len(NEVER))
    story.same("the returned report stays on time", reports["ubnd-phuong-6"], "on_time")
    for quarter in range(1, 5):
        story.same(f"notices of quarter {quarter}", set(by_cycle[f"2021-quarter-{quarter}"].values()), {"open"})


def check_pulls(story):
    """The second pull asked for changes only: its first request goes on where the first pull ended."""
    requests = [json.loads(line) for line in (story.folder / "mot-cua.requests.jsonl").read_text(encoding="utf-8").splitlines()]
    lists = [each for each in requests if each["target"] == "/tra-cuu-ho-so-thay-doi"]
    last = lists[-1]
    story.same("dossiers asked for after the change", last["records"], 25)
    read = sum(each["records"] for each in lists if each["fault"] not in ("dropped", "unavailable"))
    if not 30_000 <= read <= 31_100:
        story.faults.append(f"{read} dossiers were read over the wire: not only the changes came")
    status = {row["connection"]: row for row in story.rows("sync", "status")}
    for connection, row in status.items():
        story.same(f"failure of {connection}", row["failure"], "")
    story.same("dead letters", story.rows("sync", "dead"), [])


def check_explanations(story, figures):
    """Every figure of the report leads down to rows and up to the plan's sentence."""
    for name in figures:
        text = story.call("explain", name, "--plan", "ke-hoach-papi", "--cycle", "2021-half-year", "--limit", "1")
        if "quy tắc:" not in text or (name != "F.journal" and figures[name] != "0" and "căn cứ" not in text):
            story.faults.append(f"{name} is not explained: {text[:200]!r}")


def main():
    tiendo, folder, _ = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    story = Story(tiendo, folder)
    figures = {row["figure"]: row["text"] for row in story.rows("explain", "--plan", "ke-hoach-papi", "--cycle", "2021-half-year")}
    check_dossiers(story, figures)
    check_feedback(story, figures)
    check_papers(story)
    check_pulls(story)
    check_explanations(story, figures)
    story.call("journal", "verify")
    print("\n".join(story.faults) or f"{len(figures)} figures are right and explained")
    return 1 if story.faults else 0


if __name__ == "__main__":
    sys.exit(main())
