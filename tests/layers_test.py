#!/usr/bin/env python3
"""Proves the layer table: a folder includes only what its row names, and what those rows name in turn.

usage: layers_test.py SOURCE_DIR
Also: poppler in one program of its own, no third party in a public header, simulators share no code with the adapters they test, adapters never see the
store, every .cpp is named in a CMakeLists.txt, no two headers define one type.
"""
import pathlib
import re
import sys

MAY_USE = {
    "base": [],
    "http": ["base"],
    "model": ["base"],
    "calendar": ["model"],
    "units": ["model"],
    "reader": ["model", "calendar", "units"],
    "store": ["model"],
    "ledger": ["store", "calendar", "units"],
    "adapter": [],
    "plugin": ["adapter", "http", "model"],
    "declarative": ["adapter", "plugin"],
    "kit": ["plugin", "http"],
    "sync": ["plugin", "store"],
    "report": ["ledger"],
    "workspace": ["base", "http", "model", "calendar", "units", "reader", "store", "ledger", "adapter", "plugin", "sync", "report"],
    "cli": ["workspace", "reader", "kit", "declarative"],
}
# The SDK is all an adapter sees; its simulator sees the wire only.
OUTSIDE = {"adapter source": {"adapter"}, "simulator": {"http", "base"}, "plugin source": {"adapter"}}
OWN = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
ANY = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
THIRD_PARTY = re.compile(r"^(boost/|Poco/|soci|unicode/|fmt/|spdlog/|simdjson|toml\+\+|toml|openssl/|sqlite3|CLI/|gumbo|libical/|xlsxwriter|poppler-)")
# Prefixes of third parties and the layers whose sources may include them.
ALLOWED_THIRD = {
    "boost/asio": {"http"}, "boost/beast": {"http"}, "boost/url": {"http", "plugin"},
    "boost/system": {"http"},
    "boost/json": {"model", "reader", "plugin", "kit", "cli", "report", "workspace", "ledger", "store"},
    "boost/": set(),
    "openssl/": {"base", "http"}, "unicode/": {"base", "reader", "declarative"}, "spdlog/": {"base"},
    "fmt/": None, "simdjson": {"model", "declarative"}, "soci": {"store"}, "sqlite3": {"store"},
    "toml": {"calendar", "units", "ledger", "reader", "workspace", "cli", "declarative"}, "CLI/": {"cli"}, "Poco/": {"reader", "report"}, "gumbo": {"reader"},
    "xlsxwriter": {"report"}, "libical/": {"report"},
    "poppler-": {"reader"},
}
# Where the sources of a layer lie that are not in src: the engine of profiles does the work of adapters.
SOURCES = {"declarative": "adapters/declarative"}
# The one program that links poppler, which is GPL: it shares nothing with the library.
POPPLER_ONLY = "src/reader/pdf_boxes"


def closure(layer):
    seen, todo = set(), [layer]
    while todo:
        each = todo.pop()
        if each not in seen:
            seen.add(each)
            todo += MAY_USE[each]
    return seen


def includes(path, pattern):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = pattern.match(line)
        if match:
            yield number, match.group(1)


def third_party_rule(name):
    best = max((p for p in ALLOWED_THIRD if name.startswith(p)), key=len, default=None)
    return ALLOWED_THIRD[best] if best else set()


def check_layer(root, layer, faults):
    allowed = closure(layer)
    for folder in (root / "include" / "tiendo" / layer, root / SOURCES.get(layer, f"src/{layer}")):
        public = "include" in folder.relative_to(root).parts
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.suffix not in (".hpp", ".h", ".cpp"):
                continue
            where = path.relative_to(root)
            for number, name in includes(path, ANY):
                if name.startswith("tiendo/"):
                    target = name.split("/")[1]
                    target = "workspace" if target == "tiendo.hpp" else target
                    if target not in allowed:
                        faults.append(f"{where}:{number}: layer {layer} may not use {target} ({name})")
                elif THIRD_PARTY.match(name):
                    if public:
                        faults.append(f"{where}:{number}: third party <{name}> in a public header")
                        continue
                    layers = third_party_rule(name)
                    if layers is not None and layer not in layers:
                        faults.append(f"{where}:{number}: layer {layer} may not use <{name}>")


def check_poppler(root, faults):
    for path in sorted((root / "src").rglob("*.[ch]pp")):
        where = path.relative_to(root)
        inside = where.as_posix().startswith(POPPLER_ONLY + "/")
        for number, name in includes(path, ANY):
            if name.startswith("poppler-") and not inside:
                faults.append(f"{where}:{number}: only {POPPLER_ONLY} may use <{name}>")
            elif inside and (name.startswith("tiendo/") or (path.parent / name).resolve().is_file()
                             and not (path.parent / name).resolve().is_relative_to((root / POPPLER_ONLY).resolve())):
                faults.append(f"{where}:{number}: {POPPLER_ONLY} may not use {name}")


def check_outside(root, faults):
    for path in sorted([*(root / "adapters").rglob("*.[ch]pp"), *(root / "plugins").rglob("*.[ch]pp")]):
        where = path.relative_to(root)
        parts = where.parts
        if "tests" in parts or where.as_posix().startswith(tuple(f"{folder}/" for folder in SOURCES.values())):
            continue
        kind = ("simulator" if "simulator" in parts or "simulator_kit" in parts
                else "plugin source" if parts[0] == "plugins" else "adapter source")
        for number, name in includes(path, OWN):
            if name.startswith("tiendo/") and name.split("/")[1] not in OUTSIDE[kind]:
                faults.append(f"{where}:{number}: a {kind} may not use {name}")
            elif not name.startswith("tiendo/"):
                target = (path.parent / name).resolve()
                other = target.relative_to(root.resolve()) if target.is_file() and target.is_relative_to(root.resolve()) else None
                crosses = other and ("simulator" in other.as_posix()) != ("simulator" in where.as_posix())
                if crosses:
                    faults.append(f"{where}:{number}: adapter and simulator share {other}")


def check_listed(root, faults):
    for top in ("src", "adapters", "plugins", "examples", "tests"):
        for path in sorted((root / top).rglob("*.cpp")):
            listed = any((folder / "CMakeLists.txt").is_file()
                         and path.relative_to(folder).as_posix() in (folder / "CMakeLists.txt").read_text(encoding="utf-8")
                         for folder in path.parents if folder.is_relative_to(root))
            if not listed and path != root / "tests/support/replay_corpus.cpp" and "must_not_compile" not in path.parts:
                faults.append(f"{path.relative_to(root)}: listed in no CMakeLists.txt")


def check_one_definition(root, faults):
    """Two types of one name in one namespace become one to the linker, and whoever loses is destroyed as the other."""
    seen = {}
    for top in ("include", "src"):
        for path in sorted((root / top).rglob("*.hpp")):
            inside = []
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if opened := re.match(r"(?:inline )?namespace (?:\[\[.*\]\] )?([\w:]+) \{", line):
                    inside.append(opened[1])
                elif line.startswith("}  // namespace"):
                    inside.pop()
                elif defined := re.match(r"(?:struct|class|enum class) (\w+)(?: final)?(?: :[^;]*)? ?\{", line):
                    name = "::".join([*inside, defined[1]])
                    where = f"{path.relative_to(root)}:{number}"
                    if name in seen:
                        faults.append(f"{where}: {name} is defined at {seen[name]} already")
                    seen[name] = where


def main():
    root = pathlib.Path(sys.argv[1])
    faults = []
    for top in ("include/tiendo", "src"):
        for folder in sorted((root / top).iterdir()):
            if folder.is_dir() and folder.name not in MAY_USE:
                faults.append(f"{folder.relative_to(root)}: a layer that the table does not know")
    for layer in MAY_USE:
        check_layer(root, layer, faults)
    check_poppler(root, faults)
    check_outside(root, faults)
    check_listed(root, faults)
    check_one_definition(root, faults)
    print("\n".join(faults) or "the layers hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
