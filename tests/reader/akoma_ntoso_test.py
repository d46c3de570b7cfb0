#!/usr/bin/env python3
"""The exports of the sample plan are XML that an independent parser reads, with unique ids.

usage: akoma_ntoso_test.py TIENDO PLAN
"""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def main(tiendo, plan):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "plan.xml"
        subprocess.run([tiendo, "plan", "read", plan, "--akn", out], check=True, stdout=subprocess.DEVNULL)
        root = tree.parse(out).getroot()
    assert root.tag == AKN + "akomaNtoso", root.tag
    document = root.find(AKN + "doc")
    parts = [each.tag for each in document]
    assert parts == [AKN + name for name in ("meta", "preface", "mainBody")], parts
    ids = [each.get("eId") for each in root.iter() if each.get("eId")]
    assert len(ids) == len(set(ids)) and len(ids) > 50, len(ids)
    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        assert root.find(f".//{AKN}{level}/{AKN}FRBRthis") is not None, level
    tasks = [each for each in root.iter(AKN + "hcontainer") if each.get("name") == "task"]
    assert tasks and all("".join(task.itertext()).strip() for task in tasks)
    print(f"1 passed: {len(ids)} ids, {len(tasks)} tasks")


if __name__ == "__main__":
    main(*sys.argv[1:])
