"""The tests' fixtures. Browser tests (those that use `browser_page` or `lab`) are skipped aloud where there is no Chromium,
and fail there when CI=true or DUBAO_REQUIRE_BROWSER=1."""
import importlib.util
import os
import tempfile

import pytest

import lab as harness

HOME = tempfile.TemporaryDirectory(prefix="dubao-tests-", ignore_cleanup_errors=True)
os.environ["DUBAO_HOME"] = HOME.name  # before anything imports helpers: tests never see, or touch, what a user has saved
REQUIRED = os.environ.get("CI") == "true" or os.environ.get("DUBAO_REQUIRE_BROWSER") == "1"
SKIPPED = pytest.StashKey[int]()


def lacking():
    """What the browser tests lack here, or an empty string."""
    if not importlib.util.find_spec("playwright"):
        return "Playwright: python start.py test"
    return "" if harness.chromium() else "Chromium, Chrome or Edge (or name one in DUBAO_CHROMIUM)"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Marks the browser tests, puts them last, and skips them where they cannot run and need not."""
    for item in items:
        if {"browser", "browser_page", "lab"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
            if lacking() and not REQUIRED:
                item.add_marker(pytest.mark.skip(reason=f"needs {lacking()}"))
    items.sort(key=lambda item: bool(item.get_closest_marker("browser")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Counts the browser tests that are skipped, and fails them where they are required."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.get_closest_marker("browser"):
        item.config.stash[SKIPPED] = item.config.stash.get(SKIPPED, 0) + 1
        if REQUIRED:
            report.outcome, report.longrepr = "failed", f"{item.name}: a browser test may not be skipped here. {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter, config):
    skipped = config.stash.get(SKIPPED, 0)
    if skipped:
        why = f" Install {lacking()} to run them." if lacking() else ""
        what = "FAILED, because they could not run" if REQUIRED else "SKIPPED"
        terminalreporter.write_sep("!", f"browser tests {what}: {skipped}.{why}", red=True, bold=True)


@pytest.fixture(scope="session")
def browser():
    """The headless browser that all browser tests share."""
    if lacking():
        pytest.fail(f"browser tests are required here and lack {lacking()}")
    with harness.browser() as opened:
        yield opened


@pytest.fixture
def browser_page(browser):
    """A Playwright page with a fresh profile, for standalone HTML: `browser_page.set_content(reader.to_html())`."""
    page = harness.fresh_page(browser)
    yield page
    page.context.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    """A running JupyterLab over a copy of notebooks/ (see tests/lab.py); begin each test with `lab.open(notebook)`."""
    home = tmp_path_factory.mktemp("lab")
    with harness.served(home) as address:
        opened = harness.Lab(address, browser, home)
        yield opened
        opened.close()


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """Makes `python3` the Python of these tests, with Jupyter's folders and DUBAO_HOME of its own; returns the kernel's name."""
    for name, value in harness.own_folders(tmp_path).items():
        monkeypatch.setenv(name, value)
    return "python3"
