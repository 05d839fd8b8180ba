# What each target is for: README.md. `make demo` and `make test` need nothing but Python and make.
SERVE = 1
UPGRADE =
BIN = .venv/bin

.PHONY: setup browser demo serve test lint check docs bench lock clean
setup: ; @sh tools/setup.sh
browser: setup ; @sh tools/browser.sh >/dev/null
demo: setup ; $(BIN)/resupply demo $(if $(filter 0,$(SERVE)),--no-serve,)
serve: setup ; $(BIN)/resupply serve
test: setup browser ; $(BIN)/python -m pytest
bench: setup ; $(BIN)/python -m bench
check: lint test docs

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: export NO_MKDOCS_2_WARNING = 1
docs: setup
	$(if $(wildcard docs/reference/*.md),$(BIN)/cog --check docs/reference/*.md)
	$(BIN)/mkdocs build --strict --quiet

lock:  # `make lock UPGRADE=--upgrade` takes newer versions
	uv pip compile pyproject.toml --group dev --output-file requirements.txt --quiet $(UPGRADE) \
	  --universal --python-version 3.11 --generate-hashes --no-config \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

clean: ; rm -rf .venv site dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
