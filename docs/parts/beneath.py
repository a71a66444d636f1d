"""The docstrings that stand beneath the members of a class."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent


def beneath(owner: type) -> dict[str, str]:
    """By the member's name; members without one are left out."""
    body = ast.parse(dedent(inspect.getsource(owner))).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        target.id: inspect.cleandoc(told.value.value)
        for member, told in pairwise(body.body)
        for target in _targets(member)
        if isinstance(told, ast.Expr) and isinstance(told.value, ast.Constant) and isinstance(told.value.value, str)
    }


def _targets(member: ast.stmt) -> list[ast.Name]:
    targets = member.targets if isinstance(member, ast.Assign) else [getattr(member, "target", None)]
    return [target for target in targets if isinstance(target, ast.Name)]
