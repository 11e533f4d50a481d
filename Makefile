# The commands of this project; `make help` lists them. Needs git, GNU make 3.81 or newer and Python 3.10 or newer.
SHELL := /bin/sh
.DEFAULT_GOAL := help

# What `make` itself uses; `make site PYTHON=python3.12` chooses the interpreter that .venv is made with.
VENV_PYTHON := .venv/bin/python
ARGS :=
# What a caller names reaches programs as it is: make expands nothing in it, and the shell reads none of it.
override BASE := $(or $(value BASE),main)
export BASE
ifneq ($(value CORPUS),)
override CORPUS := $(abspath $(value CORPUS))
export CORPUS
endif

.PHONY: help site serve mock offline wheel preview test corpus check lock clean venv test-tools bench

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: venv ## Build the whole site into site/
	@$(VENV_PYTHON) scripts/build.py --strict

serve: venv ## Serve the site and show each edit in the browser by itself
	@$(VENV_PYTHON) scripts/serve.py

mock: venv ## Serve a mock of the Local API: make mock ARGS="--mode read-only"
	@$(VENV_PYTHON) scripts/mock.py $(ARGS)

offline: venv ## Build dist/sessiondock-developer-docs.zip, which opens from disk (ARGS=--app: a folder for the app)
	@$(VENV_PYTHON) scripts/offline.py $(ARGS)

wheel: venv ## Build dist/*.whl, which pip installs anywhere
	@$(VENV_PYTHON) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist $(ARGS) .

preview: venv ## Show what a change does to the site and the API: make preview BASE=main
	@$(VENV_PYTHON) scripts/preview.py --base "$$BASE" $(ARGS)

test: venv test-tools ## Run all tests, or some of them: make test ARGS="tests/document/test_load.py -k tab"
	@$(VENV_PYTHON) -m pytest --numprocesses auto --dist loadfile $(ARGS)

corpus: venv ## Build every OpenAPI document of a folder and check each site: make corpus CORPUS=DIR
	@$(VENV_PYTHON) scripts/corpus.py $${CORPUS:+"$$CORPUS"}

bench: venv ## Measure builds and write tests/benchmarks/: make bench CORPUS=DIR (takes long)
	@PYTHONPATH=tests:scripts $(VENV_PYTHON) -m benchmarks.bench $(ARGS)

check: venv ## Lint, check the formatting, the types and the spelling
	@$(VENV_PYTHON) -m ruff check
	@$(VENV_PYTHON) -m ruff format --check
	@$(VENV_PYTHON) -m mypy
	@$(VENV_PYTHON) -m codespell_lib --dictionary - --dictionary tests/repository/house_words.txt \
		--skip docs/assets,docs/downloads *.md docs spec templates/words \
		scripts/apidocs/diff/rules/rules.yaml

lock: venv ## Renew requirements.lock from pyproject.toml (ARGS=--upgrade takes newer versions too)
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(VENV_PYTHON) -m uv pip compile --quiet --no-python-downloads --system-certs --universal \
		--fork-strategy requires-python --python-version 3.10 \
		--generate-hashes --no-header --group dev $(ARGS) pyproject.toml -o requirements.lock

clean: ## Remove what was built and cached; .venv stays
	@rm -rf site preview dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

venv:
	@sh scripts/setup.sh

test-tools: venv
	@$(VENV_PYTHON) tests/prepare.py
