# PYTHON=/path/to/python3 chooses the Python to build with; PORT=8001 the port of `make run`.
PORT ?= 8000
BIN = .venv/bin
SETUP = @PYTHON='$(PYTHON)' sh script/setup
LOCK = $(BIN)/uv pip compile pyproject.toml --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --quiet --custom-compile-command "make locks"
PART = --no-annotate --constraint requirements/test.lock

.PHONY: setup run talk test bench soak models locks clean

setup:   # all that development needs
	$(SETUP) test

run:     # the webhook and the local speaker, on http://127.0.0.1:$(PORT)
	$(SETUP) run
	@exec $(BIN)/back-routine run --port $(PORT)

talk:    # the local speaker in the terminal
	$(SETUP) run
	@exec $(BIN)/back-routine talk

test:    # everything that must hold
	$(SETUP) test
	@$(BIN)/python script/check.py

bench:   # the figures: how fast, and how well the place is found
	$(SETUP) test
	@$(BIN)/python -m bench

soak:    # the long ones: kills, races, outages, odd requests, a day replayed, load
	$(SETUP) test
	@$(BIN)/python -m soak

models:  # write interaction_model/ from the words
	$(SETUP) run
	@$(BIN)/back-routine models

locks:   # pin anew what pyproject.toml asks for; UPGRADE=--upgrade takes the newest of everything
	$(SETUP) test
	$(LOCK) $(UPGRADE) --extra speaker --extra postgres --extra aws --extra test --group build \
		--output-file requirements/test.lock
	$(LOCK) $(PART) --extra speaker --group build --output-file requirements/run.lock
	$(LOCK) $(PART) --extra postgres --output-file requirements/serve.lock
	$(LOCK) $(PART) --extra aws --output-file requirements/aws.lock

clean:   # everything that can be made again; the diary in var/ stays
	rm -rf .venv .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist
	find skill tests script bench soak -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
