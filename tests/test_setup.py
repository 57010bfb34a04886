"""The two commands: what they are asked for, what they say is missing, and when they install again."""
import ast
import os
import stat
from pathlib import Path

import pytest

import start

ROOT = Path(start.__file__).parent


@pytest.mark.parametrize("given, requirements, module", [
    ([], "requirements.txt", start.LAB),
    (["--no-browser", "--port", "8899"], "requirements.txt", [*start.LAB, "--no-browser", "--port", "8899"]),
    (["teach"], "requirements-teach.txt", start.TEACH),
    (["teach", "--no-browser"], "requirements-teach.txt", [*start.TEACH, "--no-browser"]),
    (["test"], "requirements-test.txt", ["pytest"]),
    (["test", "-k", "mend or read"], "requirements-test.txt", ["pytest", "-k", "mend or read"]),
])
def test_arguments(given, requirements, module):
    assert start.command(given) == (requirements, module)


@pytest.mark.parametrize("unknown", ["tests", "notebooks/01.ipynb", "开始"])
def test_an_unknown_argument_is_answered_with_the_usage(unknown):
    with pytest.raises(SystemExit, match="python start.py test") as error:
        start.command([unknown])
    assert unknown in str(error.value)


def test_both_commands_open_a_notebook_that_is_there():
    assert all((ROOT / module[1]).is_file() for module in (start.LAB, start.TEACH))


def test_help_is_no_failure(capsys):
    with pytest.raises(SystemExit) as error:
        start.command(["--help"])
    assert error.value.code is None and "python start.py test" in capsys.readouterr().out


@pytest.mark.parametrize("version, absent, says", [
    ((3, 11, 0), (), ""),
    ((3, 14, 2), (), ""),
    ((3, 10, 9), (), "This is Python 3.10, and Python 3.11 or newer is needed"),
    ((3, 12, 1), ("ensurepip",), "sudo apt install python3.12-venv"),
    ((3, 12, 1), ("venv", "ensurepip"), "sudo apt install python3.12-venv"),
])
def test_what_is_missing_is_said_in_a_sentence(version, absent, says):
    sentence = start.missing(version, finds=lambda module: module not in absent)
    assert says in sentence and bool(says) == bool(sentence) and "\n" not in sentence


def test_an_old_python_can_read_the_file_far_enough_to_say_so():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.fixture
def folder(tmp_path):
    """A folder of the project's shape, with a space and Chinese in its name."""
    made = tmp_path / "a folder 带 空格"
    made.mkdir()
    for name in ("requirements.txt", "pyproject.toml"):
        (made / name).write_text(name)
    (made / "requirements-teach.txt").write_text("-r requirements.txt\n")
    (made / "requirements-test.txt").write_text("# what the tests need\n-r requirements-teach.txt\n")
    return made


@pytest.mark.parametrize("changed, again, again_to_teach, again_for_tests", [
    ("requirements.txt", True, True, True), ("pyproject.toml", True, True, True), ("requirements-teach.txt", False, True, True), ("requirements-test.txt", False, False, True)])
def test_it_installs_again_when_what_it_installs_changed(folder, changed, again, again_to_teach, again_for_tests):
    names = "requirements.txt", "requirements-teach.txt", "requirements-test.txt"
    before = [start.stamp(name, folder) for name in names]
    assert before == [start.stamp(name, folder) for name in names]
    with open(folder / changed, "a") as file:
        file.write("another\n")
    assert [old != start.stamp(name, folder) for old, name in zip(before, names)] == [again, again_to_teach, again_for_tests]


def test_it_installs_again_when_the_folder_was_moved(folder):
    before = start.stamp("requirements.txt", folder)
    assert before != start.stamp("requirements.txt", folder.rename(folder.with_name("elsewhere")))


def test_a_broken_environment_is_noticed(folder, monkeypatch):
    monkeypatch.setattr(start, "PYTHON", folder / "bin" / "python")
    assert not start.works()


def lines(name):
    return [line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line.partition("#")[0].strip()]


def test_the_requirements_end_with_the_package_itself_and_include_each_other():
    assert lines("requirements.txt")[-1] == "-e ."
    assert lines("requirements-teach.txt")[0] == "-r requirements.txt"
    assert lines("requirements-test.txt")[0] == "-r requirements-teach.txt"
    assert start.included("requirements-test.txt") == {"requirements.txt", "requirements-teach.txt", "requirements-test.txt"}


def test_every_requirement_has_bounds():
    for line in lines("requirements.txt")[:-1] + lines("requirements-teach.txt")[1:] + lines("requirements-test.txt")[1:]:
        assert "==" in line or "~=" in line or (">=" in line and "<" in line), line


def test_ci_runs_the_same_command():
    script = ROOT / ".ci" / "run"
    assert lines(".ci/run")[-1].endswith("python3 start.py test")
    assert os.name == "nt" or script.stat().st_mode & stat.S_IXUSR, "chmod +x .ci/run"
