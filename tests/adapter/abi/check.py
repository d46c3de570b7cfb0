#!/usr/bin/env python3
"""Holds the border to docs/abi.md.

check.py CC INCLUDE      the header below INCLUDE is the newest stored version to the last bit, and every
                         stored version only adds to the one before it
check.py CC INCLUDE --store VERSION   writes a dump: once, when a version is frozen
check.py CC INCLUDE --self-test       every forbidden change is caught, an addition is not

Exit code 77: abidw is not installed.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parent
HEADER = "tiendo/adapter/abi.h"


def run(*words):
    return subprocess.run([str(word) for word in words], text=True, capture_output=True)


def dump(cc, include, folder):
    """The layout of the header below `include`, as abidw writes it."""
    built, out = folder / "shapes.so", folder / "now.abi"
    made = run(cc, "-std=c11", "-g", "-gdwarf-4", "-fPIC", "-shared", f"-I{include}", HERE / "shapes.c", "-o", built)
    if made.returncode != 0:
        sys.exit(f"the header does not compile:\n{made.stderr}")
    read = run("abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", "--out-file", out, built)
    if read.returncode != 0:
        sys.exit(f"abidw failed:\n{read.stderr}")
    out.write_text(re.sub(r"path='[^']*shapes\.c'", "path='shapes.c'", out.read_text()))  # the same on every machine
    return out


def structs(path):
    """Struct → [(member, offset in bits, type in words)], types spelled out down to the base types."""
    root = xml.parse(path).getroot()
    by_id = {each.get("id"): each for each in root.iter() if each.get("id")}

    def spelled(type_id):
        node = by_id.get(type_id)
        if node is None:
            return type_id
        if node.tag == "pointer-type-def":
            return spelled(node.get("type-id")) + "*"
        if node.tag == "qualified-type-def":
            return ("const " if node.get("const") == "yes" else "") + spelled(node.get("type-id"))
        if node.tag == "typedef-decl":
            aim = by_id.get(node.get("type-id"))
            return spelled(node.get("type-id")) if aim is None or aim.tag != "class-decl" else aim.get("name")
        if node.tag == "function-type":
            given = ", ".join(spelled(each.get("type-id")) for each in node.iter("parameter"))
            return f"{spelled(node.find('return').get('type-id'))}({given})"
        return node.get("name")

    found = {}
    for each in root.iter("class-decl"):
        members = [(member.find("var-decl").get("name"), int(member.get("layout-offset-in-bits")),
                    spelled(member.find("var-decl").get("type-id"))) for member in each.findall("data-member")]
        if members:
            found[each.get("name")] = members
    return found


def breaches(older, newer):
    """What the newer dump changed of the older one, other than adding at the end."""
    now = structs(newer)
    for name, members in structs(older).items():
        for index, member in enumerate(members):
            there = now.get(name, [])[index:index + 1]
            if there != [member]:
                yield f"{name}: member {index + 1} was {member}, is {there[0] if there else 'gone'}"
        if name == "tiendo_text" and len(now.get(name, [])) != len(members):
            yield "tiendo_text: the one struct that never grows has grown"


def stored():
    key = lambda path: tuple(int(number) for number in path.stem.split("."))
    return sorted(HERE.glob("*.abi"), key=key)


def check(cc, include):
    with tempfile.TemporaryDirectory() as folder:
        now = dump(cc, include, pathlib.Path(folder))
        versions = stored()
        faults = []
        said = re.search(r'ABI_TEXT "([0-9.]+)"', (pathlib.Path(include) / HEADER).read_text()).group(1)
        if said != versions[-1].stem:
            faults.append(f"the header says {said}, the newest dump is {versions[-1].stem}")
        same = run("abidiff", "--harmless", versions[-1], now)
        if same.returncode != 0:
            faults.append(f"abidiff {versions[-1].name}, now:\n{same.stdout}")
        for older, newer in zip(versions, versions[1:] + [now]):
            faults += [f"{older.stem} → {newer.stem}: {each}" for each in breaches(older, newer)]
        return faults


CHANGES = {  # what is done to the header, and whether that is allowed in a minor version
    "a function at the end of the adapter": ("} tiendo_adapter;", "    int32_t (*later)(void* self);\n} tiendo_adapter;", True),
    "a member at the end of a struct": ("} tiendo_read;", "    uint32_t later;\n} tiendo_read;", True),
    "a member in the middle": ("    uint32_t more; /*", "    uint32_t later; uint32_t more; /*", False),
    "another return type": ("int64_t (*now_unix_ms)", "int32_t (*now_unix_ms)", False),
    "a parameter more": ("(void* host, tiendo_text name, uint64_t by)", "(void* host, tiendo_text name, uint64_t by, int x)", False),
    "a new name": ("tiendo_text pull;", "tiendo_text pull_soon;", False),
    "a wider member": ("uint32_t item_count;", "uint64_t item_count;", False),
    "a text that grows": ("} tiendo_text;", "    int32_t later;\n} tiendo_text;", False),
}


def self_test(cc, include):
    text = (pathlib.Path(include) / HEADER).read_text()
    faults = []
    for name, (old, new, allowed) in CHANGES.items():
        if text.count(old) != 1:
            faults.append(f"'{name}' no longer fits the header")
            continue
        with tempfile.TemporaryDirectory() as folder:
            changed = pathlib.Path(folder) / HEADER
            changed.parent.mkdir(parents=True)
            changed.write_text(text.replace(old, new))
            now = dump(cc, folder, pathlib.Path(folder))
            newest = stored()[-1]
            if run("abidiff", "--harmless", newest, now).returncode == 0:
                faults.append(f"abidiff does not see {name}")
            if bool(list(breaches(newest, now))) == allowed:
                faults.append(f"{name}: {'refused' if allowed else 'not caught'}")
    return faults


def main():
    cc, include, *more = sys.argv[1:]
    if shutil.which("abidw") is None:
        print("abidw is not installed: install abigail-tools")
        sys.exit(77)
    if more[:1] == ["--store"]:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(dump(cc, include, pathlib.Path(folder)), HERE / f"{more[1]}.abi")
        return
    faults = self_test(cc, include) if more == ["--self-test"] else check(cc, include)
    print("\n".join(faults) if faults else "the border is as docs/abi.md says")
    sys.exit(1 if faults else 0)


main()
