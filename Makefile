# Each target sets itself up in .venv; it needs Python 3.11 or newer (with venv), make and PyPI.

PYTHON ?= python3
PORT ?= 8080
# One more than there are cores: while one worker waits for its database, another runs.
JOBS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
DB ?= sqlite
PROMPTS ?= 20000
RATE ?= 30
UV ?= uv
ROUNDS ?= 200
SAMPLE ?= 50
BIN := .venv/bin

# Where a shell forbids compiled files, each worker and each bot that it starts compiles all the code.
export PYTHONDONTWRITEBYTECODE :=

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo keys run test test-all load scale chaos check mutants picture bench bench-seed audit sbom format lock clean \
    ready-run ready-test ready-audit ready-mutants ready-bench ready-bench-run

help:  ## show this list
	@echo "Same Side. What would you like to do?"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F '|' '{printf "%-18s %s\n", $$1, $$2}'
	@echo "To use another Python than python3: make PYTHON=python3.12 …"

demo: ready-run  ## show two phones in your browser, no account needed (PORT=8080 OPEN=1 KEEP=folder)
	@$(BIN)/python -m bot demo --port $(PORT) $(if $(OPEN),--open) $(if $(KEEP),--keep "$(KEEP)")

keys: ready-run  ## print a new key for SECRET_KEYS in .env
	@$(BIN)/python -m bot keys new

run: ready-run  ## run the bot with the settings in .env
	@$(BIN)/python -m bot run

test: ready-test  ## run the tests but the long ones, in random order (ARGS="-k pair", JOBS=4, DB=postgresql, DB=both)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --database $(DB) -m "not long" $(ARGS)

test-all: ready-test  ## run every test, the long ones first (ARGS, JOBS and DB as above)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --database $(DB) $(ARGS)

load: ready-test  ## send 20,000 prompts due at once, about 20 minutes (PROMPTS=20000 RATE=30 DB=postgresql)
	@$(BIN)/python -m tests.load --database $(if $(filter postgresql,$(DB)),postgresql,sqlite) \
	    --prompts $(PROMPTS) --rate $(RATE)

scale: ready-test  ## measure several processes with one token and one database, about 25 minutes (ONLY=pace, kills, pause, restart, webhook, failover, handling, plans, media)
	@$(BIN)/python -m tests.scale $(if $(ONLY),--only $(ONLY))

chaos: ready-test  ## kill the bot again and again and check that nothing is lost (ROUNDS=200 DB=postgresql SEED=7)
	@$(BIN)/python -m tests.chaos --rounds $(ROUNDS) --database $(if $(filter postgresql,$(DB)),postgresql,sqlite) \
	    $(if $(SEED),--seed $(SEED))

check: ready-test  ## check format, lint, types, imports, words, migrations, content, features (not the tests)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.check_words
	$(BIN)/python -m bot migrate --check
	$(BIN)/python -m bot content check
	$(BIN)/python -m tools.count_lines
	$(BIN)/python -m tools.check_features

mutants: ready-test ready-mutants  ## list those of 50 faults in the code that no test notices (SAMPLE=50 SEED=1 FOLDER=domain JOBS=2 AGAIN=1)
	@.venv-mutants/bin/python -m tools.mutants --python $(BIN)/python --sample $(SAMPLE) --jobs $(JOBS) \
	    $(if $(SEED),--seed $(SEED)) $(if $(FOLDER),--folder $(FOLDER)) $(if $(AGAIN),--again)

picture: ready-test  ## make docs/demo.png from the current page (needs Chromium)
	@PICTURE=$(CURDIR)/docs/demo.png $(BIN)/python -m pytest -q -n 0 tests/platforms/test_browser_media.py

bench: ready-test ready-bench ready-bench-run bench-seed  ## measure what things cost beside other libraries (ONLY=answers ROUNDS=1 SAVE=1)
	@$(BIN)/python -m bench measure $(ONLY) $(if $(filter-out file,$(origin ROUNDS)),--rounds $(ROUNDS)) \
	    $(if $(SAVE),--save)

bench-seed: ready-test  ## make the couples for `make bench`, once: 5 GiB in .bench
	@$(BIN)/python -m bench seed

audit: ready-audit  ## look for known vulnerabilities in the pinned libraries (needs the network)
	@.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/run.txt

# The tool warns that a list of pinned libraries does not say which needs which; that is expected.
sbom: ready-audit  ## list every library that runs as CycloneDX: same-side.cdx.json
	@PYTHONWARNINGS=ignore::UserWarning .venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml \
	    --output-file same-side.cdx.json requirements/run.txt
	@echo "same-side.cdx.json lists every library that runs, with its hashes."

format: ready-test  ## format the code and fix what ruff can fix
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock:  ## pin the newest versions in requirements/*.txt (needs uv)
	@for name in run test audit mutants bench; do \
	    $(UV) --no-config pip compile requirements/$$name.in -o requirements/$$name.txt --upgrade \
	        --quiet --universal --python-version 3.11 --generate-hashes \
	        --no-header --no-annotate --no-emit-index-url || exit 1; \
	done

clean:  ## remove .venv and every cache; your data stays
	@rm -rf .venv .venv-audit .venv-bench .venv-bench-run .venv-mutants .mutants same-side.cdx.json .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Checked before anything else, so that an error is one line and not a traceback.
hindrance = $(shell sh tools/ready.sh ask '$(PYTHON)' $(1))
stop_if = $(if $(1),$(error $(1)))

ready-run ready-test ready-audit ready-mutants ready-bench ready-bench-run: ready-%:
	$(call stop_if,$(call hindrance,$*))
	@sh tools/ready.sh make '$(PYTHON)' $*
