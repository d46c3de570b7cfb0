#!/usr/bin/env python3
"""Proves that a mistake does not compile, and for the reason that its file states.

usage: must_not_compile.py FILE CXX INCLUDE_DIR
The file's first line is `// wants: REGEX`. With TIENDO_SOUND defined it must compile, so that it fails for nothing but
the mistake; without it the compiler must refuse and its message must match.
"""
import pathlib
import re
import subprocess
import sys


def compile_file(path, cxx, include, *flags):
    return subprocess.run([cxx, "-std=c++20", "-fsyntax-only", "-I", include, *flags, str(path)],
                          text=True, capture_output=True, check=False, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})


def main():
    path, cxx, include = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    wanted = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("// wants: ")
    sound = compile_file(path, cxx, include, "-DTIENDO_SOUND")
    if sound.returncode != 0:
        print(f"the sound form does not compile:\n{sound.stderr}")
        return 1
    wrong = compile_file(path, cxx, include)
    if wrong.returncode == 0:
        print("the mistake compiles")
        return 1
    if not re.search(wanted, wrong.stderr):
        print(f"refused, but not for '{wanted}':\n{wrong.stderr}")
        return 1
    print("refused as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
