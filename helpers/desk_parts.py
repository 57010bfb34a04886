"""The parts that the steps of the instructor's desk are made of: a frame, fields, buttons that say what went wrong, and our own small widgets."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html import escape

from helpers.pages import static_text

SCRIPTS = ("text.js", "desk.js")
LARGEST = 100_000_000  # bytes of a file


@cache
def _widget():
    """The class of our own widgets on the desk, made at its first use."""
    import anywidget
    import traitlets

    class DeskPart(anywidget.AnyWidget):
        """A frame, a list of points, a list of files or an upload: `data["view"]` says which. What the page asks goes to `hear`."""

        _esm = static_text(*SCRIPTS)
        _css = static_text("desk.css")
        data = traitlets.Dict().tag(sync=True)

        def __init__(self, view: str, hear: Callable[..., object] = lambda *message: None, **data):
            super().__init__(data={"view": view, **data})
            self.on_msg(lambda _, message, buffers: hear(message, *buffers))

        def show(self, **data) -> None:
            """Show this from now on."""
            self.data = {"view": self.data["view"], **data}

    return DeskPart


def part(view: str, hear: Callable[..., object] = lambda *message: None, **data):
    """One of our own widgets. `hear` is called with each message of the page, and with the bytes that come with it."""
    return _widget()(view, hear, **data)


def upload(label: str, accept: str, does: Callable[[dict[str, bytes]], str | None], said, several: bool = False):
    """A button to choose a file or `several`; `does` is called with their names and bytes. One that is too large is said, and never sent."""
    given: dict[str, bytearray] = {}

    def hear(message: dict, *pieces: memoryview) -> None:
        """Take in a piece of a file; behind the last one, hand the files on."""
        name, finished = str(message.get("name") or "file"), bool(message.get("end") and message.get("last"))
        if message.get("refused"):
            tell(said, f"“{name}” has {message.get('size', 0) / 1e6:,.0f} MB; the most is {LARGEST / 1e6:.0f} MB. Save what you need of it as a file of its own.", wrong=True)
        else:
            kept = given[name] = bytearray() if message.get("begin") else given.get(name, bytearray())
            kept += b"".join(pieces)
        if finished and given:
            files = {name: bytes(data) for name, data in given.items()}
            given.clear()
            with trouble(said):
                tell(said, does(files) or "")
        made.send({"arrived": name})

    made = part("upload", hear, label=label, accept=accept, several=several, largest=LARGEST)
    return made


def frame(title: str, *children):
    """A step of the desk: its parts below each other, with a name for who listens, and no key that reaches the notebook."""
    return column(_classed(part("frame", title=title), "dubao-frame"), *children, classes="dubao-desk")


def column(*children, classes: str = ""):
    """Parts below each other."""
    import ipywidgets

    return _classed(ipywidgets.VBox(children), classes)


def row(*children, classes: str = "dubao-flow"):
    """Parts beside each other, on more lines where it is narrow."""
    import ipywidgets

    return _classed(ipywidgets.HBox(children), classes)


def _classed(widget, classes: str):
    for name in classes.split():
        widget.add_class(name)
    return widget


def html(text: str = "", classes: str = ""):
    """A piece of HTML. What comes from a file or a user must be escaped before."""
    import ipywidgets

    return _classed(ipywidgets.HTML(text), classes)


def field(label: str, value: str = "", hint: str = "", lines: int = 1, classes: str = ""):
    """A text field, or with more `lines` an area, with its label over it."""
    import ipywidgets

    made = ipywidgets.Text if lines == 1 else lambda **given: ipywidgets.Textarea(rows=lines, **given)
    return _classed(made(value=value, description=label, placeholder=hint), f"dubao-field {classes}")


def choice(label: str, options: list, value=None, classes: str = ""):
    """A list that opens, with its label over it. `options` are pairs of a text and what it stands for; without a `value`, the first is chosen."""
    import ipywidgets

    index = next((n for n, (_, one) in enumerate(options) if one == value and value is not None), 0)
    return _classed(ipywidgets.Dropdown(options=options, index=index, description=label), f"dubao-field dubao-dropdown {classes}")


def tick(label: str, value: bool = False, hint: str = ""):
    """A box to tick."""
    import ipywidgets

    return ipywidgets.Checkbox(value=value, description=label, indent=False, tooltip=hint or None)


def folded(title: str, child, opened: bool = False):
    """A part that unfolds under its title."""
    import ipywidgets

    return ipywidgets.Accordion(children=[child], titles=(title,), selected_index=0 if opened else None)


def hidden(widget, gone: bool = True) -> None:
    """Take a part out of sight, or bring it back."""
    (widget.add_class if gone else widget.remove_class)("dubao-gone")


def button(label: str, does: Callable[[], str | None], said, main: bool = False, busy: str = "", hint: str = ""):
    """A button. While it works it shows `busy` and cannot be pressed; what `does` returns is said, and what goes wrong is said in its place."""
    import ipywidgets

    made = _classed(ipywidgets.Button(description=label, tooltip=hint or None), "dubao-main" if main else "")

    def press(_) -> None:
        """Do it once, and say what came of it."""
        made.disabled, made.description = True, busy or label
        with trouble(said):
            tell(said, does() or "")
        made.disabled, made.description = False, label

    made.on_click(press)
    return made


def saying():
    """The line in which a step says what was done, or what went wrong."""
    return html(classes="dubao-said")


def tell(said, text: str, wrong: bool = False) -> None:
    """Say a sentence; plain text, never markup."""
    (said.add_class if wrong else said.remove_class)("wrong")
    said.value = f"<p>{escape(text)}</p>" if text else ""


@contextmanager
def trouble(said) -> Iterator[None]:
    """Say what goes wrong inside, in the error's own sentence: on a desk there is no place for a traceback."""
    try:
        yield
    except Exception as error:
        expected = isinstance(error, (ValueError, LookupError, OSError, TypeError, RuntimeError, ImportError))
        text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
        tell(said, text if expected and text else f"This did not work ({type(error).__name__}: {text}). What you had is still there.", wrong=True)
