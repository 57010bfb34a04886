"""A real JupyterLab in a real browser, for tests. The fixtures `browser_page` and `lab` (conftest.py) hand these out.

    lab.open("00_start_here.ipynb")           a fresh copy of the notebook, a new kernel, a new page
    lab.run_all()                             every cell, until the kernel is idle
    assert lab.errors() == []                 [(cell, name, message)] of the notebook model
    lab.page.locator(".dubao-reader")         anything that Playwright can do
    lab.ask("len(reading.tokens)")            a value from the notebook's kernel
"""
import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections import deque
from contextlib import contextmanager
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
TOKEN = "dubao-tests"
SIZE = {"width": 1280, "height": 900}
SECONDS = 60  # for any one wait, which ends as soon as what it waits for is there
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"]
PROGRAMS = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            *(f"{os.environ.get(root, '')}/{program}" for root in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
              for program in ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"))]


def chromium():
    """The path of an installed Chromium, Chrome or Edge (`DUBAO_CHROMIUM` first), or None."""
    named = os.environ.get("DUBAO_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, [*COMMANDS, *PROGRAMS])), None)


@contextmanager
def browser():
    """A headless browser, closed at the end."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


def fresh_page(browser):
    """A page with a profile of its own (no cookies, no localStorage of other tests)."""
    page = browser.new_context(viewport=SIZE, locale="en-GB").new_page()
    page.set_default_timeout(SECONDS * 1000)
    return page


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def own_folders(home):
    """The environment variables that keep Jupyter out of the user's own folders, with a `python3` kernel that is this Python."""
    kernel = {"argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
              "display_name": "Python 3 (ipykernel)", "language": "python"}
    write(home / "data" / "kernels" / "python3" / "kernel.json", kernel)
    write(home / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings", {"fetchNews": "false"})
    folders = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTERLAB_SETTINGS_DIR": "settings",
               "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "IPYTHONDIR": "ipython", "DUBAO_HOME": "dubao"}
    return {"JUPYTER_PREFER_ENV_PATH": "0"} | {name: str(home / folder) for name, folder in folders.items()}


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def wait_until_served(server, port):
    """Waits until `server` takes connections; what it says goes on being read in the background, so that it never waits for us."""
    last = deque(maxlen=30)
    threading.Thread(target=lambda: last.extend(server.stdout), daemon=True).start()
    deadline = time.monotonic() + SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # between two knocks, not instead of one
    raise RuntimeError("JupyterLab did not start:\n" + "".join(last))


@contextmanager
def served(home):
    """The address of a JupyterLab server over the folder `home`/notebooks, stopped at the end."""
    port, folder = free_port(), home / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1",
               f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
               "--LabApp.expose_app_in_browser=True"]
    server = subprocess.Popen(command, cwd=folder, env=os.environ | own_folders(home), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace")
    try:
        wait_until_served(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(SECONDS)


def refresh(home, source=NOTEBOOKS):
    """Puts fresh copies of the notebooks into `home`/notebooks and empties `home`/dubao (what a reader has saved)."""
    for folder in (home / "notebooks", home / "dubao"):
        folder.mkdir(parents=True, exist_ok=True)
        for entry in folder.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    shutil.copytree(source, home / "notebooks", dirs_exist_ok=True, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))


OPEN = """async path => {
    const app = window.jupyterapp;
    await app.restored;
    const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
    await panel.context.ready;
    await panel.revealed;
    const session = panel.context.sessionContext;
    await session.ready;
    await session.session.kernel.info;
    app.shell.activateById(panel.id);
    window.dubao_panel = panel;
}"""

IDLE = """async () => {
    const kernel = window.dubao_panel.context.sessionContext.session.kernel;
    await kernel.requestExecute({code: '', silent: true, store_history: false}).done;
}"""

CELLS = """() => [...window.dubao_panel.content.model.cells].map(cell => cell.toJSON())"""

ASK = """async ([code, expression]) => {
    const kernel = window.dubao_panel.context.sessionContext.session.kernel;
    const request = {code, silent: true, store_history: false, stop_on_error: false, user_expressions: expression ? {answer: expression} : {}};
    const {content} = await kernel.requestExecute(request).done;
    if (content.status !== 'ok') return {error: content.traceback.join('\\n')};
    const answer = content.user_expressions.answer;
    return answer && answer.status !== 'ok' ? {error: answer.traceback.join('\\n')} : {text: answer && answer.data['text/plain']};
}"""


class Lab:
    """One JupyterLab and the page that shows it. `page` is Playwright's; `home` holds notebooks/ and dubao/ (DUBAO_HOME)."""

    def __init__(self, address, browser, home, source=NOTEBOOKS):
        self.address, self.browser, self.home, self.source = address, browser, home, source
        self.page, self.complaints = None, []

    def open(self, notebook):
        """Opens `notebook` as on the first day: fresh files, nothing saved, a new kernel, a new browser profile."""
        self.close()
        self._stop_kernels()
        refresh(self.home, self.source)
        self.page = fresh_page(self.browser)
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._load(notebook)

    def reload(self):
        """Saves the notebook and loads the page again: same kernel, same profile, same saved things."""
        self.do("docmanager:save")
        self._load(self.page.evaluate("window.dubao_panel.context.path"))

    def close(self):
        """Closes the page. `complaints` (what the browser's console called an error) starts anew."""
        if self.page:
            self.page.context.close()
        self.page, self.complaints = None, []

    def do(self, command, **arguments):
        """Carries out one of JupyterLab's own commands, such as `notebook:restart-run-all`, and waits for its end."""
        self.page.evaluate("async ([command, given]) => { await window.jupyterapp.commands.execute(command, given); }", [command, arguments])

    def run_all(self):
        """Runs every cell and waits until the kernel is idle. What a widget draws after that, a locator waits for."""
        self.do("notebook:run-all-cells")
        self.wait()

    def wait(self):
        """Waits until the kernel has done all that was asked of it."""
        self.page.evaluate(IDLE)

    def cells(self):
        """The cells of the notebook as it stands in the browser, as dicts of the notebook format."""
        return self.page.evaluate(CELLS)

    def outputs(self):
        """Every output of every code cell, in order."""
        return [output for cell in self.cells() for output in cell.get("outputs", [])]

    def errors(self):
        """(number of the cell, name of the error, its message) for every error that the notebook shows."""
        return [(number, output["ename"], output["evalue"]) for number, cell in enumerate(self.cells())
                for output in cell.get("outputs", []) if output["output_type"] == "error"]

    def cell(self, number):
        """A locator of the cell (from 0), scrolled into view."""
        self.page.evaluate("number => window.dubao_panel.content.scrollToItem(number)", number)
        return self.page.locator(".jp-Notebook .jp-Cell").nth(number)

    def tell(self, code):
        """Runs `code` in the notebook's kernel, outside its cells."""
        return self._kernel(code, "")

    def ask(self, expression):
        """The value of `expression` in the notebook's kernel, as far as JSON can carry it."""
        return json.loads(ast.literal_eval(self._kernel("", f"__import__('json').dumps({expression})")))

    def theme(self, name):
        """Changes to the "light" or "dark" theme."""
        self.do("apputils:change-theme", theme=f"JupyterLab {name.title()}")
        self.page.wait_for_selector(f"body[data-jp-theme-light={'true' if name == 'light' else 'false'}]", state="attached")

    def size(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path):
        """Saves what the window shows as a PNG file."""
        self._wait_for_the_splash()
        self.page.evaluate("() => document.fonts.ready.then(() => null)")
        self.page.screenshot(path=str(path))

    def _load(self, notebook):
        self.page.goto(f"{self.address}/lab?reset&token={TOKEN}")
        self.page.wait_for_function("window.jupyterapp")
        self.page.evaluate(OPEN, notebook)
        self._wait_for_the_splash()

    def _wait_for_the_splash(self):
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def _kernel(self, code, expression):
        reply = self.page.evaluate(ASK, [code, expression])
        if "error" in reply:
            raise AssertionError(reply["error"])
        return reply.get("text")

    def _stop_kernels(self):
        for session in json.load(self._request("GET", "api/sessions")):
            self._request("DELETE", f"api/sessions/{session['id']}")

    def _request(self, method, path):
        wanted = urllib.request.Request(f"{self.address}/{path}", method=method, headers={"Authorization": f"token {TOKEN}"})
        return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(wanted, timeout=SECONDS)
