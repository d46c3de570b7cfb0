#!/usr/bin/env python3
"""Proves that every public header compiles alone, twice included, without a warning.

usage: headers_test.py INCLUDE_DIR CXX CC
A header that ends in .h is C and is compiled as C11 as well as C++20. Third parties are out of reach: a header that
includes one fails here.
"""
import concurrent.futures
import pathlib
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wshadow", "-Werror"]


def compile_alone(command, include, name):
    source = f'#include "{name}"\n#include "{name}"\n'
    done = subprocess.run([*command, *WARNINGS, "-fsyntax-only", "-I", str(include), "-"],
                          input=source, text=True, capture_output=True, check=False)
    return "" if done.returncode == 0 else f"{name} ({command[-1]}):\n{done.stderr}"


def main():
    include, cxx, cc = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    as_cxx = [cxx, "-Wconversion", "-x", "c++", "-std=c++20"]
    as_c = [cc, "-x", "c", "-std=c11"]
    jobs = []
    for path in sorted([*include.rglob("*.hpp"), *include.rglob("*.h")]):
        name = path.relative_to(include).as_posix()
        jobs.append((as_cxx, include, name))
        if path.suffix == ".h":
            jobs.append((as_c, include, name))
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        faults = [fault for fault in pool.map(lambda job: compile_alone(*job), jobs) if fault]
    print("\n".join(faults) or f"{len(jobs)} compilations")
    return 1 if faults or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
