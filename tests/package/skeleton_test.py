#!/usr/bin/env python3
"""`tiendo adapter new`: what it writes builds against the installed package, passes the kit, and is packed.

usage: skeleton_test.py PREFIX c++|c|rust|refusals
"""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PREFIX = pathlib.Path(sys.argv[1]).resolve()
TIENDO = PREFIX / "bin/tiendo"
# Names that are no identifiers, or words of the languages: none of them may get into the code.
NAMES = {"c++": "7-new_class", "c": "struct", "rust": "self_"}
# It neither writes nor is called. Everything else is tried in every language, and nothing fails.
SKIPPED = {"write-outcomes", "write-once", "write-cut", "write-refused", "probe-truth",
           "serve-answers", "serve-credential", "serve-deep", "serve-fields", "serve-form", "serve-huge", "serve-inside",
           "serve-methods", "serve-records", "serve-repeated", "serve-unknown", "serve-utf8"}


def run(*words, folder, status=0, **options):
    done = subprocess.run(list(map(str, words)), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    assert done.returncode == status, f"{words} ends with {done.returncode}:\n{done.stdout}"
    return done.stdout


def everything_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def passes(language, folder):
    name = NAMES[language]
    shown = run(TIENDO, "adapter", "new", name, "--lang", language, folder=folder)
    project = folder / name
    assert f"-DCMAKE_PREFIX_PATH={PREFIX}" in shown, shown
    for path in filter(pathlib.Path.is_file, project.rglob("*")):
        assert "my-system" not in path.read_text(encoding="utf-8") and "my_system" not in path.read_text(encoding="utf-8"), path

    # Debian's own compilers, not newer ones that stand before them in PATH.
    run("./ci", PREFIX, folder=project, env={**os.environ, "PATH": f"/usr/bin:{os.environ['PATH']}"})
    if language == "rust":
        assert "RUSTC:FILEPATH=/usr/bin/rustc" in (project / "build/CMakeCache.txt").read_text(encoding="utf-8")

    built = project / "build" / f"tiendo-{name}.so"
    verdicts = folder / "kit.xml"
    run(sys.executable, "tests/kit_test.py", TIENDO, built, "--junit", verdicts, folder=project)
    cases = xml.etree.ElementTree.parse(verdicts).getroot().findall(".//testcase")
    skipped = {case.get("name") for case in cases if case.find("skipped") is not None}
    assert len(cases) > 40 and skipped == SKIPPED, f"{len(cases)} rules, skipped: {skipped}"

    # A kit that passes everything would be no test: the simulator with another key has to fail it.
    refused = subprocess.run([sys.executable, "tests/kit_test.py", TIENDO, built, "--secret", "key=env:HOME"], cwd=project,
                             stdout=subprocess.PIPE, text=True)
    assert refused.returncode == 1 and "FAILED check-passes" in refused.stdout, refused.stdout

    exported = run("nm", "-D", "--defined-only", built, folder=project).split()[2::3]
    assert exported == ["tiendo_adapter_entry"], exported

    (package,) = (project / "build").glob("*.deb")
    run("dpkg-deb", "-x", package, folder / "unpacked", folder=project)
    (packed,) = (folder / "unpacked").rglob(built.name)
    assert packed.parent.parts[-2:] == ("tiendo", "adapters"), packed
    assert name in run(TIENDO, "--adapters", packed.parent, "adapter", "describe", name, folder=folder)
    assert list((project / "build").glob("*.tar.gz")), "no .tgz was packed"
    pulls(name, project, packed.parent, folder)


def pulls(name, project, adapters, folder):
    """The packed adapter in a guarded process, as a user's would run."""
    key = folder / "key"
    key.touch(mode=0o600)
    key.write_text("khoa-thu-nghiem", encoding="utf-8")
    simulator = subprocess.Popen([sys.executable, project / "simulator/simulator.py", "--count", "15"], stdout=subprocess.PIPE,
                                 text=True)
    try:
        address = simulator.stdout.readline().split()[-1]
        tiendo = (TIENDO, "--adapters", adapters, "--db", f"sqlite:{folder}/tiendo.db", "--format", "csv")
        run(*tiendo, "init", folder=folder)
        run(*tiendo, "connection", "add", "p7", "--adapter", name, "--isolation", "guarded", "--set", f"url={address}",
            "--set", "page-size=4", "--secret", f"key=file:{key}", folder=folder)
        shown = run(*tiendo, "sync", "run", "p7", folder=folder)
        assert "p7,notices,4,13,0,2,0,0,0," in shown, shown  # 15 changes; two delete what never came
        shown = run(*tiendo, "sync", "records", "p7", "--type", "document", "--id", "tb-12", folder=folder)
        assert "Lịch tiếp công dân số 12" in shown, shown
        run(*tiendo, "sync", "records", "p7", "--type", "letter", folder=folder, status=3)
        run(*tiendo, "sync", "records", "p8", folder=folder, status=4)
    finally:
        simulator.terminate()
        simulator.wait()


def refusals(folder):
    new = (TIENDO, "adapter", "new")
    for name in ("Notices", "", "a" * 61, "a/b", "..", "thông-báo"):
        run(*new, "--", name, folder=folder, status=3)
    run(*new, "mot-cua", folder=folder, status=5)  # an adapter of this installation
    run(*new, "x", "--lang", "cobol", folder=folder, status=2)
    assert everything_in(folder) == [], everything_in(folder)

    (folder / "full").mkdir()
    (folder / "full/mine.txt").write_text("mine", encoding="utf-8")
    run(*new, "x", "--folder", "full", folder=folder, status=5)
    run(*new, "x", "--folder", "full/mine.txt", folder=folder, status=5)
    assert everything_in(folder) == ["full", "full/mine.txt"], everything_in(folder)

    # A write that fails in the middle, as on a full disk: files of more than 4 KiB are refused.
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    run(*new, "x", folder=folder, status=9, preexec_fn=little_room, restore_signals=False)
    assert everything_in(folder) == ["full", "full/mine.txt"], everything_in(folder)

    # An empty folder is as good as none, and stays the one that a shell is in. Scripts stay executable.
    for place, named in (("empty", "empty/"), ("here", ".")):
        (folder / place).mkdir()
        run(*new, "x", "--folder", named, folder=folder if place == "empty" else folder / place)
        assert (folder / place / "adapter.cpp").is_file() and (folder / place / ".github").is_dir()
    run(*new, "x", "--folder", "made/", folder=folder)
    assert not list(folder.rglob(".tiendo-new-*")), everything_in(folder)
    assert os.access(folder / "empty/ci", os.X_OK) and not os.access(folder / "empty/README.md", os.X_OK)


def main():
    with tempfile.TemporaryDirectory(prefix="tiendo-skeleton-") as name:
        if sys.argv[2] == "refusals":
            refusals(pathlib.Path(name))
        else:
            passes(sys.argv[2], pathlib.Path(name))
    print(f"{sys.argv[2]}: as promised")


if __name__ == "__main__":
    main()
