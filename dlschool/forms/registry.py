"""FORMS: every module of this folder that holds a `FORM`, found by itself, by code."""

import pkgutil
from importlib import import_module

from dlschool import forms
from dlschool.forms.form import Form


def _found() -> dict[str, Form]:
    """A frozen program packed without its forms must fail loudly, not print nothing."""
    found: dict[str, Form] = {}
    for info in pkgutil.iter_modules(forms.__path__):
        if info.ispkg or info.name == "registry":
            continue
        form = getattr(import_module(f"{forms.__name__}.{info.name}"), "FORM", None)
        if not isinstance(form, Form):
            continue
        if form.code in found:
            raise RuntimeError(f"two forms have the code {form.code}")
        found[form.code] = form
    if not found:
        raise RuntimeError("no printed forms were found: the program was packed without them")
    return dict(sorted(found.items()))


FORMS: dict[str, Form] = _found()
