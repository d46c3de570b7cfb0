#!/usr/bin/env python3
"""Prints what failed and what was skipped and why, then the plain line "N passed, N failed, N skipped".

usage: summarise.py RESULTS_XML MAY_NOT_SKIP
Exit 1 when a test failed, when none ran, or, in CI (CI=true), when a test of the list was skipped.
"""
import os
import re
import sys
import xml.etree.ElementTree as xml


def reason_of(case):
    text = " ".join((case.findtext("system-out") or "").split())
    match = re.search(r"Skipped\s+(.*?)\s*\[\s*SKIPPED", text)
    return match.group(1)[:200] if match else text[-200:]


def main():
    results, forbidden_file = sys.argv[1:3]
    with open(forbidden_file, encoding="utf-8") as lines:
        forbidden = [re.compile(line.split("#")[0].strip()) for line in lines if line.split("#")[0].strip()]
    passed, failed, skipped, wrongly = 0, [], [], []
    for case in xml.parse(results).getroot().iter("testcase"):
        name, status = case.get("name"), case.get("status")
        if status == "run":
            passed += 1
        elif status in ("notrun", "disabled"):
            skipped.append((name, reason_of(case)))
            if os.environ.get("CI") == "true" and any(rule.fullmatch(name) for rule in forbidden):
                wrongly.append(name)
        else:
            failed.append(name)
    for name, reason in skipped:
        print(f"skipped: {name}: {reason}")
    for name in wrongly:
        print(f"may not be skipped in CI: {name}")
    for name in failed:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed) + len(wrongly)} failed, {len(skipped) - len(wrongly)} skipped")
    return 1 if failed or wrongly or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
