# What one does with the portal from a terminal. Needs Python 3.11 and nothing else.

PORT ?= 8000
SITE_URL ?= http://localhost:$(PORT)
PYTHON = .venv/bin/python
LOCK = .venv/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url \
	--python-version 3.11 $(if $(UPGRADE),--upgrade)

.PHONY: help run dev test screenshots drawings messages lock clean installed installed-for-tests

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20

run: installed ## the whole portal with demo content at http://localhost:8000 (PORT=8001 for another port)
	@exec env DEMO=1 LOG_FORMAT=text LOG_LEVEL=$${LOG_LEVEL:-WARNING} SITE_URL=$(SITE_URL) \
		$(PYTHON) manage.py serve --port $(PORT)

dev: installed ## the same, reloading as files change and with DEBUG
	@exec env DJANGO_SETTINGS_MODULE=portal.settings.dev DEMO=1 LOG_FORMAT=text SITE_URL=$(SITE_URL) \
		$(PYTHON) manage.py serve --reload --port $(PORT)

test: installed-for-tests ## every check and every test
	@$(PYTHON) -m tests.run

screenshots: installed-for-tests ## take the pictures of docs/screenshots anew
	@$(PYTHON) -m pytest -q -p no:cacheprovider tests/browser/screenshots.py

drawings: installed-for-tests ## draw the pictures of the demo content anew, print its worksheets
	@$(PYTHON) -m pytest -q -p no:cacheprovider tests/browser/drawings.py tests/browser/worksheets.py

messages: installed ## bring locale/ in step with the sources
	@$(PYTHON) manage.py messages --update --compile

lock: installed ## resolve pyproject.toml anew (UPGRADE=1: to the newest versions)
	@$(LOCK) pyproject.toml -o requirements.lock >/dev/null
	@$(LOCK) pyproject.toml --group test -c requirements.lock -o requirements-test.lock >/dev/null

clean: ## remove all that can be made again; data/ stays
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +

WITH_PYTHON = for python in .venv/bin/python python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || continue; \
	exec $$python portal/launch/virtualenv.py $(1); done; \
	echo "Python 3.11 is needed; install it (on Debian or Ubuntu: apt install python3.11 python3.11-venv)." >&2; exit 1

installed:
	@$(call WITH_PYTHON,requirements.lock)

installed-for-tests:
	@$(call WITH_PYTHON,requirements-test.lock)
