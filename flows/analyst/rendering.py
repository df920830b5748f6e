"""Pages from the templates of this package: one file each, everything from outside is escaped."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render(template: str, **values: object) -> str:
    """The page of a template; values are escaped unless they are Markup. Parts are `page.css` and the template's own
    `.css` and `.js`."""
    return _environment().get_template(template).render(values)


def part(name: str) -> Markup:
    """A style sheet or script of the package, as it stands."""
    return Markup((files("flows.analyst") / "templates" / name).read_text(encoding="utf-8"))


def data_block(value: object) -> Markup:
    """JSON for a script element: no text of a document can end the element."""
    text = json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("flows.analyst", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
