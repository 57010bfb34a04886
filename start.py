"""Opens 读报 · Dúbào in JupyterLab, and installs what it needs on the first run.

    python start.py                       open the first notebook
    python start.py --no-browser          the same; whatever begins with - goes on to JupyterLab
    python start.py teach                 for instructors: install what lesson packs need too, and open notebook 10
    python start.py test                  run the tests; whatever follows goes on to pytest

Everything is installed into the folder .venv beside this file; to begin again, delete that folder.
"""
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LAB = ["jupyterlab", "notebooks/00_start_here.ipynb"]
TEACH = ["jupyterlab", "notebooks/10_build_a_lesson.ipynb"]
SETTINGS = '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}'  # or its first screen asks about news of JupyterLab


def command(arguments):
    """The requirements file and the Python module with its arguments that `arguments` ask for; SystemExit with the usage if unclear."""
    first = arguments[0] if arguments else "-"
    if first == "test":
        return "requirements-test.txt", ["pytest", *arguments[1:]]
    if first == "teach":
        return "requirements-teach.txt", [*TEACH, *arguments[1:]]
    if first in ("-h", "--help"):
        say(__doc__)
        sys.exit()
    if not first.startswith("-"):
        sys.exit(f"start.py does not know {first!r}. It knows:\n{__doc__.partition(chr(10))[2]}")
    return "requirements.txt", [*LAB, *arguments]


def missing(version, finds=importlib.util.find_spec):
    """What this Python lacks, as one sentence; empty if nothing. `version` is like sys.version_info."""
    number = f"{version[0]}.{version[1]}"
    if tuple(version[:2]) < (3, 11):
        return (f"This is Python {number}, and Python 3.11 or newer is needed: "
                "install it from https://www.python.org/downloads/ and run this again with it.")
    if not (finds("venv") and finds("ensurepip")):
        return f"Python's venv module is missing; on Debian and Ubuntu, install it with: sudo apt install python{number}-venv"
    return ""


def included(requirements, root=ROOT):
    """A requirement file and those that it includes with -r, by their names."""
    lines = (root / requirements).read_text(encoding="utf-8").splitlines()
    return {requirements}.union(*(included(line[3:].strip(), root) for line in lines if line.startswith("-r ")))


def stamp(requirements, root=ROOT):
    """A hash of all that decides what is installed: the requirement files, pyproject.toml and the place of the folder."""
    files = {"requirements.txt", *included(requirements, root), "pyproject.toml"}
    parts = [str(root).encode("utf-8", "replace"), *((root / name).read_bytes() for name in sorted(files))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def works():
    """Whether .venv holds a Python with pip that starts."""
    try:
        return subprocess.run([PYTHON, "-c", "import pip._internal"], capture_output=True).returncode == 0
    except OSError:
        return False


def say(line, end="\n"):
    print(line, end=end, flush=True)


def make():
    """Makes .venv, or makes a broken one anew."""
    say("Making a folder of our own for Python packages (.venv) ...")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, errors="replace")
    if made.returncode:
        last = "\n".join((made.stdout + made.stderr).strip().splitlines()[-4:])
        sys.exit(f"{last}\n\nThe folder {VENV} could not be made: is there room on the disk, and may you write in {ROOT}?")


def install(requirements):
    """Installs `requirements` and shows how far it is; SystemExit with pip's last lines if that fails."""
    say("Installing (the first time a minute or two, with a network connection) ...")
    pip = subprocess.Popen([PYTHON, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "-r", requirements], cwd=ROOT,
                           env={**os.environ, "PIP_USER": "0"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, encoding="utf-8", errors="replace")
    last, seen, began = deque(maxlen=20), 0, time.monotonic()
    for line in pip.stdout:
        last.append(line)
        seen += line.startswith("Collecting ")
        if sys.stdout.isatty() and line.startswith(("Collecting ", "Installing ")):
            doing = f"fetching {line.split()[1]}" if line.startswith("Collecting ") else "putting them in place"
            say(f"\r  {time.monotonic() - began:3.0f} s, {seen} packages: {doing:.44}".ljust(74), end="")
    if pip.wait():
        newer = " Some packages may not have come out for this new Python yet: try Python 3.14." if sys.version_info >= (3, 15) else ""
        sys.exit(f"\n{''.join(last)}\nInstalling failed; the lines above are pip's last words. "
                 f"Is there a network connection? Then run this again.{newer}")
    say(f"\r  {time.monotonic() - began:3.0f} s, done.".ljust(74))
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(SETTINGS)


def prepare(requirements):
    """Brings .venv up to date with `requirements`."""
    if not works():
        make()
    mark = VENV / f"installed-{requirements}"
    if not mark.exists() or mark.read_text() != stamp(requirements):
        install(requirements)
        for done in {requirements, "requirements.txt"}:
            (VENV / f"installed-{done}").write_text(stamp(done))


def run(module):
    """Ends as `python -m module` run in .venv. Ctrl-C reaches that, not this."""
    arguments = [str(PYTHON), "-m", *module]
    os.chdir(ROOT)
    if os.name == "nt":  # there execv would give the window back while JupyterLab still runs
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(subprocess.call(arguments))
    os.execv(arguments[0], arguments)


def main(arguments):
    if missing(sys.version_info):
        sys.exit(missing(sys.version_info))
    sys.stdout.reconfigure(errors="replace")  # a folder's name may hold what an old console cannot show
    sys.stderr.reconfigure(errors="replace")
    requirements, module = command(arguments)
    try:
        prepare(requirements)
    except OSError as error:
        sys.exit(f"{error}\nThe folder {ROOT} cannot be written: move it to your own documents, or ask who owns it.")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run it again to go on.")
    run(module)


if __name__ == "__main__":
    main(sys.argv[1:])
