"""What every page with a script is made of: our JavaScript and CSS, one self-contained HTML file, and what stands where no widgets are."""
from __future__ import annotations

import json
from html import escape
from pathlib import Path

STATIC = Path(__file__).parent / "static"


def static_text(*names: str) -> str:
    """The files of helpers/static with these names, one after the other."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)


def html_page(title: str, data: dict, script: str, style: str, name: str, look: str, start: str, *more: str) -> str:
    """One HTML page that needs no network: `data` as JSON under the id `name`, and `script`, whose function `start` is called with it, the
    main element and `more` (JavaScript). `look` is the class of the body. No text of the data can end the script or become markup."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    given = ", ".join([f'JSON.parse(document.getElementById("{name}").textContent)', 'document.querySelector("main")', *more])
    code = script.replace("export default { render };", "")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title>\n<style>{style}</style></head>\n<body class="{look}"><main><h1>{escape(title)}</h1></main>\n'
        f'<script type="application/json" id="{name}">{packed}</script>\n<script type="module">{code}\n'
        f"{start}({given});</script></body></html>\n"
    )


def with_still(bundle, **still: str):
    """A widget's bundle of views with those for viewers without widgets; as it was where there is no widget."""
    views, about = bundle if isinstance(bundle, tuple) else (bundle, {})
    return ({**views, **still}, about) if views else bundle
