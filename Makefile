# Every target sets up .venv first, from the lock; a second run finds it as it is.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Files in their order: those of `flows`, which take long, come before the many small ones of `transforms`.
TWO_WORKERS := -n 2 --no-loadscope-reorder
# Compiled modules are kept, whatever the shell says: each process starts half a second sooner.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help build test test-slow check golden bench docs format ui lock clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 10

build: $(READY) ## read seeds/ and publish to output/ (more: ARGS="FOLDER --output DIR")
	@$(BIN)/seimei build $(ARGS)

test: $(READY) ## run the tests
	@$(BIN)/pytest -m "not slow" $(TWO_WORKERS) $(ARGS)

test-slow: $(READY) ## run the tests with real servers, a browser and PostgreSQL, some minutes (docs/operations.md)
	@$(BIN)/pytest -m slow $(ARGS)

check: $(READY) ## what CI runs: format, lint, types, import rules, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m "not slow" $(TWO_WORKERS) $(ARGS)

golden: $(READY) ## write what is found in the seeds anew, for a review as a diff
	@$(BIN)/python -m tests.golden

bench: $(READY) ## measure speed and memory, some minutes (growth too: ARGS="--sizes 1000,20000,100000", some hours)
	@$(BIN)/python -m benchmarks $(ARGS)

docs: $(READY) ## write the generated pages of docs/ anew, for a review as a diff
	@$(BIN)/python -m tests.manuals

format: $(READY) ## put code into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

ui: $(READY) ## show past runs in the Prefect UI, on this machine only
	@$(BIN)/seimei ui $(ARGS)

lock: ## resolve the dependencies of pyproject.toml anew (needs uv)
	uv pip compile --upgrade --generate-hashes --no-emit-index-url --universal --group dev pyproject.toml -o requirements.lock

clean: ## remove .venv, caches and the published dataset
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find output -mindepth 1 ! -name README.md -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --no-deps: the lock is complete, and pip's hash mode would stumble over extras that it names without their brackets.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 2; }
	@echo "Setting up .venv from requirements.lock (a minute or two, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
