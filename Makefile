# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test test-engines lint types floors eval docs bench bless data clean

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "govclean needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/run.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/dev.txt
	touch $@

$(VENV)/.engines: requirements/engines.txt $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/engines.txt
	touch $@

$(VENV)/.eval: requirements/eval.txt $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -r requirements/eval.txt  # a complete list; older pips stumble over lxml[html-clean] and lxml[html_clean] in it
	touch $@

$(VENV)/.docs: requirements/docs.txt $(VENV)/.run
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/docs.txt
	touch $@

$(VENV)/.build: requirements/build.txt $(VENV)/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements/build.txt
	touch $@

## demo: set up, clean a damaged page and show what was done to it
demo: $(VENV)/.run
	@$(BIN)/govclean explain tests/fixtures/$(DEMO)/page.html
DEMO := mirror-damage-gbk

## test: set up and run the tests
test: $(VENV)/.dev
	$(BIN)/python -m pytest

## test-engines: the tests that need Scrapy, Ray, Spark (and Java), datatrove, notebooks and a browser
test-engines: $(VENV)/.engines
	$(BIN)/python -m pytest -m engines

## lint: style of the code
lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

## types: mypy, strict
types: $(VENV)/.dev
	$(BIN)/mypy

## floors: quality on ../shared must not fall below eval/floors.json (skipped without ../shared)
floors: $(VENV)/.dev
	$(BIN)/python -m eval.run --check

## eval: quality beside trafilatura, GNE, readability, resiliparse and turbohtml
eval: $(VENV)/.eval
	$(BIN)/python -m eval.run

## docs: the documentation site in docs/_build/html; warnings are errors
docs: $(VENV)/.docs
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

## bless: write what govclean gives now into the expected results of FIXTURE=slug (all without it)
bless: $(VENV)/.dev
	$(BIN)/python -m govclean.testing update $(FIXTURE)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
