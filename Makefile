# make demo: see it; make test: check it; make setup: only install; make crash: hours of kills. All can be run again.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test setup lint crash lock translations clean

demo: .venv/runtime.stamp
	@exec $(BIN)/graphsvc demo

setup: .venv/runtime.stamp

test: .venv/dev.stamp
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "graphsvc braucht Python 3.11 oder neuer. / graphsvc needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { echo "Diesem Python fehlt venv. Unter Debian: apt install python3-venv. / This Python lacks venv."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements/runtime.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/runtime.txt || { echo "Die Einrichtung ist fehlgeschlagen. Auf Systemen ohne eingebaute Datenbank (Intel-Mac, Alpine): GRAPHSVC_NEO4J_URL setzen, siehe README."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/runtime.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --only-binary :all: --custom-compile-command "make lock" --extra build pyproject.toml -o requirements/runtime.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --only-binary :all: --custom-compile-command "make lock" --extra build --extra dev -c requirements/runtime.txt pyproject.toml -o requirements/dev.txt

crash: .venv/dev.stamp
	$(BIN)/python -m tests.crash.engine_kills --kills 200 --operations 20000
	$(BIN)/python -m tests.crash.service_kills --kills 100
	$(BIN)/python -m tests.crash.full_disk --rounds 50
	$(BIN)/python -m tests.crash.neo4j_restarts --restarts 20
	$(BIN)/python -m tests.crash.races --threads 16 --increments 1000
	$(BIN)/python -m tests.crash.races --threads 16 --increments 1000 --neo4j

translations: .venv/dev.stamp
	$(BIN)/python -m tests.catalogue

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache
