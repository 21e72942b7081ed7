"""The documentation site: Sphinx with MyST (Markdown), notebooks and Furo.  ``make docs`` builds it, warnings are errors."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from sphinx.application import Sphinx  # noqa: E402
from tools import build_gallery, build_reference  # noqa: E402

import govclean  # noqa: E402

project = "govclean"
author = copyright = "The govclean authors"
version = release = govclean.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "**/.ipynb_checkpoints"]
html_theme = "furo"
html_title = f"govclean {version}"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_copy_source = False
html_theme_options = {"source_directory": "docs/"}
pygments_style, pygments_dark_style = "default", "github-dark"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# The pages are also read on the web sites of repositories, where a link leads to a file: those that are not part of the
# site (README, tests) are left as they are.
suppress_warnings = ["myst.xref_missing"]

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
napoleon_numpy_docstring = False
napoleon_use_ivar = True


def list_new_pages(app: Sphinx, name: str, source: list[str]) -> None:
    """Put pages of this folder that the start page does not list yet at the end of its last list."""
    if name == "index":
        pages = sorted(page.stem for page in Path(__file__).parent.glob("*.md"))
        new = [page for page in pages if page != "index" and f"\n{page}\n" not in source[0]]
        source[0] = source[0].replace("\ndecisions/index\n", "\n".join(["", *new, "decisions/index", ""]))


def setup(app: Sphinx) -> None:
    """Make the pages that come from the code: the gallery from the simulators, the reference of the command line."""
    app.connect("source-read", list_new_pages)
    target = Path(__file__).parent / "generated"
    target.mkdir(exist_ok=True)
    for name, build in (
        ("gallery.md", build_gallery.build),
        ("cli.md", build_reference.build_cli),
    ):
        text = build()
        path = target / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
