"""Figures that are measured, not tested: run all of them with `python -m bench`."""
