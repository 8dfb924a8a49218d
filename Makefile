# Two commands do everything: `make demo` and `make test`. Both set up .venv in this folder first.
PYTHON ?= python3
SHARED ?= ../shared
BIN := .venv/bin
export OMP_NUM_THREADS := 1

.PHONY: setup demo test lint bench clean

setup: .venv/ready

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "sumber needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv || { echo "the venv module is missing: apt install python3-venv"; exit 1; }
	@echo "Installing sumber and its tests into .venv (a minute or two, once) ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: setup
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/sumber read examples/pages --archive demo.db
	@echo
	@$(BIN)/sumber stories --digest --archive demo.db
	@echo "In the browser: .venv/bin/sumber serve --open --archive demo.db"
	@echo "Go on: .venv/bin/sumber story ID --archive demo.db, or events, search, explain (--help says how)"

test: setup lint
	@$(BIN)/python -m pytest -n 2

lint: setup
	@$(BIN)/ruff check src tests benchmarks tools training
	@$(BIN)/ruff format --check --quiet src tests benchmarks tools training
	@$(BIN)/mypy

bench: setup
	@if [ -x $(SHARED)/bench/bench.sh ]; then SUMBER=$(CURDIR)/$(BIN)/sumber $(SHARED)/bench/bench.sh; \
	else echo "the gold sets are not here ($(SHARED)/bench); nothing to measure"; fi

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

# Rebuilds the reader's model from the data in training/ (see training/README.md); needs an hour of two cores.
.PHONY: model
model: setup
	@$(BIN)/pip install --quiet --quiet --editable '.[train]'
	@PYTHONPATH=src $(BIN)/python -m training.train --install

# Lets the reader's model learn on from where it stands: what suits a processor without bfloat16.
.PHONY: model-more
model-more: setup
	@$(BIN)/pip install --quiet --quiet --editable '.[train]'
	@PYTHONPATH=src $(BIN)/python -m training.train --begin src/sumber/reading/data/model/reader.onnx --install
