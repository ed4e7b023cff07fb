# One door for people and for CI. Each target makes the environment that it needs, in $(VENV).
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test chromium check docs bench lock clean

demo: $(VENV)/.runtime ## print the card of the shipped example
	$(BIN)/retold report examples/harbour-lease

test: $(VENV)/.develop ## run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

chromium: ## a browser for the browser tests, which are skipped without one
	@if command -v chromium || command -v chromium-browser || command -v google-chrome; then exit 0; fi; \
	if ! command -v apt-get > /dev/null; then echo "install Chromium or Google Chrome, so that one of chromium, chromium-browser and google-chrome is on the PATH" >&2; exit 1; fi; \
	if test "$$(id -u)" = 0; then as=; else as=sudo; fi; set -e; \
	$$as apt-get update -qq; $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium graphviz

check: $(VENV)/.develop ## style, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.develop ## the manual as pages, into build/docs; its references are made from the code first
	$(BIN)/python docs/_ext/contract.py --write
	$(BIN)/python docs/_ext/commands.py --write
	$(BIN)/python -m sphinx -q -E -W --keep-going -b html docs build/docs

bench: $(VENV)/.develop ## quality against gold, and speed
	$(BIN)/python -m benchmarks stories
	$(BIN)/python -m benchmarks speed

lock: ## pin every dependency with its hashes; needs uv
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o locks/runtime.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o locks/develop.txt

clean: ## remove the environment
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "retold needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: locks/runtime.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r locks/runtime.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.develop: locks/develop.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r locks/develop.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.runtime
