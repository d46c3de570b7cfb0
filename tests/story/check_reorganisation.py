#!/usr/bin/env python3
"""Recomputes the tables of the reorganisation story from its figures, by code of its own, and counts papers by hand.

usage: check_reorganisation.py EXAMPLE_DIR OUT_DIR
"""
import csv
import pathlib
import sys
import tomllib
import unicodedata
from fractions import Fraction

COLUMNS = ("dung_han", "tre_han", "dang_giai_quyet")
BY_SOURCE, ASSUMED = "theo nguồn", "theo giả định của ví dụ"

# Who received whom, from the resolutions (Nghị quyết 1111, 1278, 1685): written here once more, not read from the list of units.
BEFORE_2025 = {3: 2}
FROM_2025 = {7: 6, 5: 8, 11: 10}
NEW_WARDS = {"ubnd-phuong-dien-hong": (6, 8), "ubnd-phuong-vuon-lai": (1, 2, 4, 9, 10), "ubnd-phuong-hoa-hung": (12, 13, 15)}
SPLIT = "ubnd-phuong-14"

# By hand. The plan asks the wards and the 8 offices of the district for a paper each. 14 wards from 2021, 11 from 2025.
# On 14 October 2025 the three new wards are there, and Sở Nội vụ by the assumption; of 7 offices nobody is stated. Not
# sent: by Phường 5 for 2024, by Phường 14 for the half of 2025, and by the 7 offices, which are no more.
#                  wards, others, unknown, sent, overdue
PAPERS = {
    "2021-unit-plan": (14, 8, 0, 22, 0),
    "2021-half-year": (14, 8, 0, 22, 0), "2021-year": (14, 8, 0, 22, 0),
    "2022-half-year": (14, 8, 0, 22, 0), "2022-year": (14, 8, 0, 22, 0),
    "2023-half-year": (14, 8, 0, 22, 0), "2023-year": (14, 8, 0, 22, 0),
    "2024-half-year": (14, 8, 0, 22, 0), "2024-year": (14, 8, 0, 21, 1),
    "2025-half-year": (11, 8, 0, 18, 1), "2025-year": (3, 1, 7, 4, 7),
    "2026-half-year": (3, 1, 7, 4, 7), "2026-year": (3, 1, 7, 4, 7),
}


def largest_remainder(amount, shares):
    """Parts by share: what is left after rounding down goes to the largest remainders."""
    exact = {unit: amount * share for unit, share in shares.items()}
    parts = {unit: int(value) for unit, value in exact.items()}
    order = sorted(exact, key=lambda unit: exact[unit] - parts[unit], reverse=True)
    for unit in order[:amount - sum(parts.values())]:
        parts[unit] += 1
    return parts


def merged(figures, mergers):
    table = dict(figures)
    for gone, into in mergers.items():
        gone, into = f"ubnd-phuong-{gone}", f"ubnd-phuong-{into}"
        table[into] = tuple(a + b for a, b in zip(table[into], table.pop(gone)))
    return table


def on_the_map_of_july_2025(eleven, shares):
    """(rows, what cannot be carried); `shares` of the ward that was split, or nothing where nobody stated them."""
    rows = {new: tuple(map(sum, zip(*(eleven[f"ubnd-phuong-{ward}"] for ward in old)))) for new, old in NEW_WARDS.items()}
    if not shares:
        return rows, {SPLIT: eleven[SPLIT]}
    for column, amount in enumerate(eleven[SPLIT]):
        for territory, part in largest_remainder(amount, shares).items():
            row = list(rows[f"ubnd-{territory}"])
            row[column] += part
            rows[f"ubnd-{territory}"] = tuple(row)
    return rows, {}


def stated_shares(example):
    """The example's assumption, as it stands in its amendment."""
    events = tomllib.loads((example / "gia-dinh.toml").read_text(encoding="utf-8"))["event"]
    parts = next(state["parts"] for event in events for state in event["state"] if state["unit"] == "phuong-14")
    return {part["unit"]: Fraction(part["share"]) for part in parts}


def wanted_tables(example):
    with open(example / "so-lieu-2020-gia-dinh.csv", encoding="utf-8", newline="") as file:
        figures = {row["don_vi"]: tuple(int(row[column]) for column in COLUMNS) for row in csv.DictReader(file)}
    eleven = merged(merged(figures, BEFORE_2025), FROM_2025)
    return figures, {
        ("2020-12-31", BY_SOURCE): (figures, {}),
        ("2025-01-01", BY_SOURCE): (eleven, {}),
        ("2025-07-01", BY_SOURCE): on_the_map_of_july_2025(eleven, {}),
        ("2025-07-01", ASSUMED): on_the_map_of_july_2025(eleven, stated_shares(example)),
    }


def found_tables(out, faults):
    tables = {}
    with open(out / "bang-2020.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            amounts = tuple(int(row[column]) for column in COLUMNS)
            if sum(amounts) != int(row["tong"]):
                faults.append(f"{row['don_vi']} on {row['ban_do']}: the sum {row['tong']} is not that of {amounts}")
            rows, left = tables.setdefault((row["ban_do"], row["cach_tinh"]), ({}, {}))
            (rows if row["phan_bo"] == "đã phân bổ" else left)[row["don_vi"]] = amounts
            estimate = row["cach_tinh"] == ASSUMED and row["don_vi"] in ("ubnd-phuong-dien-hong", "ubnd-phuong-hoa-hung")
            if (row["ghi_chu"] == "ước tính") != estimate:
                faults.append(f"{row['don_vi']} on {row['ban_do']}, {row['cach_tinh']}: note {row['ghi_chu']!r}")
    return tables


def check_tables(example, out, faults):
    figures, wanted = wanted_tables(example)
    found = found_tables(out, faults)
    for which in wanted.keys() | found.keys():
        if found.get(which) != wanted.get(which):
            faults.append(f"{which}: {found.get(which)}, wanted {wanted.get(which)}")
    totals = tuple(map(sum, zip(*figures.values())))
    for which, (rows, left) in found.items():
        table = tuple(map(sum, zip(*rows.values(), *left.values())))
        if table != totals:
            faults.append(f"{which}: totals {table}, counted were {totals}")
    sizes = [len(found[which][0]) for which in sorted(wanted) if which[1] == BY_SOURCE and which in found]
    if sizes != [15, 11, 3]:
        faults.append(f"rows on the three maps: {sizes}")


def check_papers(out, faults):
    with open(out / "phai-gui.csv", encoding="utf-8", newline="") as file:
        found = {row[0]: tuple(map(int, row[1:])) for row in list(csv.reader(file))[1:]}
    for cycle in PAPERS.keys() | found.keys():
        if found.get(cycle) != PAPERS.get(cycle):
            faults.append(f"papers of {cycle}: {found.get(cycle)}, wanted {PAPERS.get(cycle)}")


def check_text(out, faults):
    for file in (*out.glob("*.csv"), *out.glob("*.txt")):
        if not unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8")):
            faults.append(f"{file.name} is not NFC")


def main():
    example, out, faults = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), []
    check_tables(example, out, faults)
    check_papers(out, faults)
    check_text(out, faults)
    print("\n".join(faults) or "four tables and 13 cycles are as recomputed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
