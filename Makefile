# Listing Guard: everything one does with a clone. `make` alone lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# The first Python that will do; `make setup PYTHON=/path/to/python` overrules.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PYTEST := $(BIN)/python -m pytest -q
# Tests that build the wheel and install it into virtual environments of their own.
SLOW := tests/engine/test_wheel.py

.PHONY: help setup postgres demo test test-fast lint types rules corpora mutation evasions bench-smoke bench-folds bench-ledger fuzz docs build clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' \
		| while IFS="$$(printf '\t')" read -r t d; do printf '  make %-12s %s\n' "$$t" "$$d"; done

setup: $(STAMP) ## Make .venv with the package, all its extras and the tools (again only when pyproject.toml changed)
	@echo "ready: . $(BIN)/activate"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed (Debian, Ubuntu: apt install python3 python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "cannot make a virtual environment (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }

$(STAMP): pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet -e '.[all]' \
		--group test --group lint --group bench --group build
	@touch $@

demo: $(STAMP) ## Set up, then check the sample listings
	@echo '$$ listing-guard check examples/listings.csv'
	@$(BIN)/listing-guard check --isolated --as-of 2026-11-22 examples/listings.csv; code=$$?; \
		if [ $$code -le 1 ]; then \
			echo; echo "exit code $$code: 1 says that there are findings at or above --fail-on error"; \
		else exit $$code; fi

# The tests start a server of their own; the cluster that Debian makes is left alone.
postgres: ## Install PostgreSQL's server by apt, where it is missing and that is permitted
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
		if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as='sudo -n'; else \
			echo "the tests need PostgreSQL's server: sudo apt-get install postgresql" >&2; exit 1; fi; \
		command -v apt-get >/dev/null || { \
			echo "the tests need PostgreSQL's server: install initdb and pg_ctl" >&2; exit 1; }; \
		echo "installing postgresql …"; \
		$$as apt-get update -q && DEBIAN_FRONTEND=noninteractive $$as apt-get install -q -y \
			--no-install-recommends postgresql; }

test: $(STAMP) postgres ## Run the whole suite, on a real PostgreSQL too
	$(PYTEST) -n auto

test-fast: $(STAMP) ## Run what needs pip alone: no server, and no wheel built
	$(PYTEST) -n auto --ignore=$(SLOW) -m 'not server'

lint: $(STAMP) ## Check style, spelling, YAML and the directions of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/codespell listing_guard docs rules examples benchmarks *.md
	$(BIN)/yamllint -c .yamllint.yaml rules examples docs

types: $(STAMP) ## Check the types
	$(BIN)/mypy

rules: $(STAMP) ## Lint the shipped rules and run their examples
	$(BIN)/listing-guard rules lint --isolated
	$(BIN)/listing-guard rules test --isolated

mutation: $(STAMP) ## Take each part of each rule away and print what no example notices
	$(BIN)/python -m tests.mutation

evasions: $(STAMP) ## Disguise every term of every lexicon in every way, and look for it
	EVERY_TERM=1 $(PYTEST) -n auto tests/evasions

# What the rules must reach on each labelled file: two or three points under what was measured. Better
# rules may raise the bars; nothing lowers them.
EVAL := $(BIN)/listing-guard eval --isolated --as-of 2026-11-22
corpora: $(STAMP) ## Hold the rules to their bars on the labelled corpora
	@$(EVAL) corpora/china.jsonl --min-precision 0.93 --min-recall 0.94 --min-kept 0.98 >/dev/null
	@$(EVAL) corpora/china-goods.jsonl --min-precision 0.92 --min-recall 0.77 --min-kept 0.95 >/dev/null
	@$(EVAL) corpora/china-health.jsonl --min-precision 0.92 --min-recall 0.73 --min-kept 0.96 >/dev/null
	@$(EVAL) corpora/china-services.jsonl --min-precision 0.87 --min-recall 0.55 --min-kept 0.95 >/dev/null
	@$(EVAL) corpora/china-exemptions.jsonl --min-precision 0.89 --min-recall 0.91 --min-kept 0.90 >/dev/null
	@$(EVAL) corpora/abroad-coverage.jsonl --min-precision 0.95 --min-recall 0.95 --min-kept 0.95 >/dev/null
	@$(EVAL) corpora/china-coverage.jsonl --min-precision 0.85 --min-recall 0.85 --min-kept 0.90 >/dev/null
	@$(EVAL) corpora/english-health.jsonl --select en-ad/ --min-precision 0.95 --min-recall 0.95 --min-kept 0.97 >/dev/null
	@$(EVAL) corpora/english-claims.jsonl --select en-ad/ --min-precision 0.97 --min-recall 0.97 --min-kept 0.97 >/dev/null
	@$(EVAL) corpora/platforms-zh.jsonl --min-precision 0.97 --min-recall 0.97 --min-kept 0.97 >/dev/null
	@$(EVAL) corpora/platforms-en.jsonl --without consistency --min-precision 0.94 --min-recall 0.95 --min-kept 0.97 >/dev/null
	@$(EVAL) corpora/evasions.jsonl --min-precision 0.95 --min-recall 0.97 --min-kept 0.99 >/dev/null
	@$(EVAL) corpora/prices.jsonl --min-precision 0.97 --min-recall 0.97 --min-kept 0.97 >/dev/null

bench-smoke: $(STAMP) ## Hold the bulk check against its floor, in one run
	$(BIN)/python -m benchmarks.smoke

bench-folds: $(STAMP) ## Say what undoing disguises adds to the bulk check, against the same floor
	$(BIN)/python -m benchmarks.folds

fuzz: $(STAMP) ## Let a fuzzer make up texts for SECONDS (an hour unless said)
	$(BIN)/pip install --quiet 'atheris>=3'
	$(BIN)/python -m tests.fuzz -max_total_time=$(or $(SECONDS),3600) -max_len=2000

bench-ledger: $(STAMP) ## Hold the look-up in a ledger of a million prices against the same floor
	$(BIN)/python -m benchmarks.ledger

docs: $(STAMP) ## Write the generated pages of docs/ again
	$(BIN)/python -m docs.generate

build: $(STAMP) ## Build sdist and wheel into dist/
	@rm -rf dist
	$(BIN)/python -m build

clean: ## Remove what was built; .venv stays
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find listing_guard tests benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
