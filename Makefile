# Set-up, checks and runs. On Debian and Ubuntu every target brings what it needs; elsewhere it says what to type.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: set-up run test lint bench soak catalogues pictures trees lock clean

set-up: $(VENV)/ready
	@echo "Ready. Type 'make run' for the window, 'make test' for the checks, '$(BIN)/scorecard --help' for the terminal."

run: $(VENV)/ready
	@tools/system-libraries.sh $(BIN)/python screen
	@$(BIN)/python main.py $(FILE)

test: lint
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

lint: $(VENV)/ready-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# `make bench ONLY=merge` runs one of them; `make bench KEEP=yes` makes the run the committed one, in docs/.
bench: $(VENV)/ready-dev
	@$(BIN)/python -m tests.bench.suite $(ONLY) $(if $(KEEP),--keep)

soak: $(VENV)/ready-dev
	@$(BIN)/python -m pytest --numprocesses=auto --hypothesis-profile=soak \
	    tests/soak tests/laws tests/analysis tests/exchange tests/storage tests/hostile tests/test_safe_file.py \
	    tests/cli/test_backups.py tests/ui/test_backups.py tests/ui/test_session.py

catalogues: $(VENV)/ready-dev
	@$(BIN)/python -m tools.catalogues

pictures: $(VENV)/ready-dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.pictures

# What a screen reader is told of each page, for a person to read what changed.
trees: $(VENV)/ready-dev
	@$(BIN)/python -m tests.ui.walks

# Only a developer who changes pyproject.toml needs this, and uv for it.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header --no-annotate --extra build -o requirements.txt pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header --no-annotate --extra build --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@python=$$(tools/python.sh) && "$$python" -m venv --clear $(VENV)

$(VENV)/ready: requirements.txt pyproject.toml | $(BIN)/python
	@tools/system-libraries.sh $(BIN)/python offscreen
	@echo "Installing what the program needs; the first time takes a minute or two." >&2
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@echo "Installing what the checks need." >&2
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
