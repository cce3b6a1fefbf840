# Two commands matter: `make serve` and `make test`. Both set up all they need in .venv.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus
HOST   ?= 127.0.0.1
PORT   ?= 8000
# One index for each corpus folder, so that one's own dossier and the sample never mix.
INDEX  ?= .flori/$(notdir $(abspath $(CORPUS)))-$(firstword $(shell printf '%s' '$(abspath $(CORPUS))' | cksum))

# Tests of servers and processes wait for them, so that three keep two cores busy. One of them starts a browser, and
# one a cluster: about 2.5 GB.
TEST_WORKERS ?= 3
# How long `make soak` lasts, and `make fuzz` spends on each target.
soak: SECONDS ?= 600
fuzz: SECONDS ?= 60
# Which targets `make fuzz` tries; all where none is named.
TARGETS ?=

# Python compiles a module when it is first imported; most of what is installed never is.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# A lock file names all that is needed, so that there is nothing to work out.
LOCKED  := $(INSTALL) --no-deps --require-hashes
LOCK    := --generate-hashes --no-emit-index-url --universal --python-version 3.11 --upgrade

.PHONY: help setup setup-dev browser servers serve test services stop-services lint format lock lighthouse messages gallery bench fuzz audit chaos soak clean
help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/created: .ci/create-venv
	@.ci/create-venv $(PYTHON) $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created requirements.lock pyproject.toml
	@echo 'Installing the locked dependencies …' >&2
	@$(LOCKED) -r requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@echo 'Installing the locked development tools …' >&2
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

web/static/vendor/htmx.min.js: $(VENV)/installed package.json package-lock.json .ci/fetch-scripts
	@.ci/fetch-scripts $(BIN)

node_modules/axe-core/axe.min.js: web/static/vendor/htmx.min.js
	@.ci/fetch-scripts $(BIN) dev
	@touch $@

setup: $(VENV)/installed web/static/vendor/htmx.min.js  ## install what serving needs

setup-dev: setup $(VENV)/installed-dev node_modules/axe-core/axe.min.js  ## install what developing needs

browser:  ## install the browser that the tests drive (Debian, as root)
	@.ci/install-browser

servers:  ## install what the tests of deploy/ run (Debian, as root)
	@.ci/install-servers

serve: setup  ## index CORPUS and serve it: make serve CORPUS=DIR PORT=N
	@FLORI_INDEX='$(INDEX)' $(BIN)/flori index '$(CORPUS)' || [ $$? -eq 1 ]
	@FLORI_INDEX='$(INDEX)' exec $(BIN)/flori serve --host '$(HOST)' --port '$(PORT)'

lint: setup-dev  ## ruff, mypy --strict, import check, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell

format: setup-dev  ## format and sort imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup-dev browser servers lint  ## every check and every test, coverage shown
	$(BIN)/pytest -n $(TEST_WORKERS) --dist loadgroup --no-loadscope-reorder --cov --cov-report=term:skip-covered

services: setup-dev  ## keep OpenSearch and PostgreSQL running between tests; prints what to set
	@$(BIN)/python -m tests.services start

stop-services: setup-dev  ## end what `make services` started
	@$(BIN)/python -m tests.services stop

lock: setup-dev  ## write both lock files anew from pyproject.toml
	@$(INSTALL) uv
	$(BIN)/uv pip compile --quiet pyproject.toml $(LOCK) --output-file requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --all-extras --group dev --group bench --group fuzz $(LOCK) --output-file requirements-dev.lock

lighthouse: setup-dev browser  ## measure pages with Lighthouse, report in .build/lighthouse
	$(BIN)/python -m tests.lighthouse

messages: setup-dev  ## bring the interface's strings into the translations, list those to translate
	$(BIN)/python -m tests.translations

gallery: setup-dev browser  ## picture every page in every state into .build/gallery
	$(BIN)/python -m tests.gallery

$(VENV)/installed-fuzz: $(VENV)/installed-dev
	@$(INSTALL) 'atheris>=3'
	@touch $@

fuzz: $(VENV)/installed-fuzz  ## try readers, segmenters and the query language with made-up input: SECONDS=60
	@$(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(TARGETS)

audit: setup-dev  ## ask the registries whether what is locked has known weaknesses
	@.ci/audit $(BIN)

bench: setup-dev  ## measure against named peers, print ratios
	$(BIN)/python -m bench

chaos: setup-dev  ## kill runs and flip bits on each embedded engine, print the figures
	$(BIN)/python -m tests.reliability.chaos

soak: setup-dev  ## put a server under load for SECONDS while the index changes, print the figures
	$(BIN)/python -m tests.reliability.soak --seconds $(SECONDS)

clean:  ## remove everything that make made, indexes included
	rm -rf $(VENV) .build .flori node_modules web/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
