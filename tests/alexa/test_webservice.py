"""The SDK's package imports here, whatever OpenSSL is installed, and with site-packages as they are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from skill.alexa import webservice

SKILL = Path(webservice.__file__).parents[1]


def test_imports_in_a_fresh_interpreter_without_the_libraries_that_do_not() -> None:
    program = (
        "import sys, skill.alexa.webservice as package\n"
        "assert package.VerificationException and package.MAX_NORMAL_REQUEST_TOLERANCE_IN_MILLIS == 150000\n"
        "print([name for name in sys.modules if name.partition('.')[0] in ('oscrypto', 'certvalidator')])\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=SKILL.parent, capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.returncode) == ("[]", 0), ran.stderr


def test_a_library_that_did_load_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    marker = type(sys)("certvalidator")
    monkeypatch.setitem(sys.modules, "certvalidator", marker)
    with webservice._certvalidator_stood_in():
        assert sys.modules["certvalidator"] is not marker
    assert sys.modules["certvalidator"] is marker
    assert "certvalidator.errors" not in sys.modules


def test_the_stand_in_validates_nothing() -> None:
    with pytest.raises(NotImplementedError):
        webservice._CertificateValidator(b"leaf")


def test_nothing_else_imports_the_package() -> None:
    imports = re.compile(r"^\s*(from|import) ask_sdk_webservice_support", re.MULTILINE)
    found = [file.name for file in SKILL.rglob("*.py") if imports.search(file.read_text("utf-8"))]

    assert found == ["webservice.py"]
