# make demo [PORT=8000]   try Atlas on this machine: everything is made on the spot, and kept in var/
#   [SAMPLE=2000]         with so many invented cases besides
# make remove-sample      take the invented cases away again; with YES=--yes where real publications came after them
# make passwords          new passwords for the demo's accounts
# make test [ARGS=...]    all tests; with DATABASE_URL=postgres://... on PostgreSQL; ARGS="-n 0 -k dates" some, in one process
# make bench [CASES=...]  measure lists, facets, search and pages with so many invented cases (docs/benchmarks.md)
# make check              formatting, types, arrows, migrations, deployment
# make lock               resolve pyproject.toml again; with UPGRADE=--upgrade to newer versions

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
UPGRADE ?=
SAMPLE ?=
YES ?=
CASES ?= 100000

# .venv-run holds what runs in production and nothing more, .venv what tests and checks need besides.
RUN = .venv-run/bin/python
DEV = ATLAS_DEBUG=1 .venv/bin/python

# As near to production as one's own machine allows: no debug pages, but no certificate either.
DEMO = ATLAS_DEBUG=0 ATLAS_HTTPS=0 ATLAS_SECRET_KEY="$$(cat var/secret_key)" \
	ATLAS_HOSTS=127.0.0.1,localhost ATLAS_PUBLIC_URL=http://127.0.0.1:$(PORT) $(RUN)

.PHONY: demo port remove-sample passwords test bench check lock environment-run environment-dev
.DEFAULT_GOAL := demo

# With its own buffer of 0.4 MB granian hangs up on a longer address before the browser has read the answer (431).
demo: environment-run port var/secret_key var/static/made
	@$(DEMO) manage.py set_up --verbosity 0
	@$(DEMO) manage.py load_demo
	@$(if $(SAMPLE),$(DEMO) manage.py generate_records --cases $(SAMPLE) --at-least --among-real)
	@echo
	@echo "  Atlas        http://127.0.0.1:$(PORT)/"
	@echo "  The desk     http://127.0.0.1:$(PORT)/desk/"
	@$(DEMO) manage.py demo_accounts
	@echo "  Stop it with Ctrl-C; what you enter is kept in var/."
	@echo
	@exec env $(DEMO) -m granian --interface wsgi --host 127.0.0.1 --port $(PORT) --no-ws \
		--blocking-threads 4 --http1-buffer-size 8000000 --log-level warning atlas.wsgi:application

# Granian shares a port that another granian serves, and whoever asks is answered by either.
port:
	@$(PYTHON) -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1])))' $(PORT) 2>/dev/null || \
		{ echo "Port $(PORT) is taken. Stop what runs there, or name another: make demo PORT=8123" >&2; exit 1; }

remove-sample: environment-run var/secret_key
	@$(DEMO) manage.py remove_generated $(YES)

passwords: environment-run var/secret_key
	@$(DEMO) manage.py demo_accounts --new-passwords

test: environment-dev
	$(DEV) -m pytest -n auto --maxprocesses 8 $(ARGS)

# The pages as production shows them, in a database of its own.
bench: environment-run var/secret_key var/static/made
	$(DEMO) manage.py bench --cases $(CASES)

check: environment-dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	$(DEV) -m mypy
	$(DEV) .venv/bin/lint-imports
	$(DEV) manage.py makemigrations --check --dry-run
	for site in all public desk; do \
		ATLAS_SITE=$$site ATLAS_DEBUG=0 ATLAS_HOSTS=atlas.example ATLAS_SECRET_KEY="$$($(NEW_KEY))" \
		.venv/bin/python manage.py check --deploy --fail-level WARNING || exit 1; \
	done

# ---------------------------------------------------------------- what the above stand on

NEW_KEY = $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))'
INSTALL = -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --only-binary :all:

environment-run:
	$(call environment,.venv-run,requirements.lock)

environment-dev:
	$(call environment,.venv,requirements-dev.lock)

# Made anew when the lock is not the one that it was made from.
define environment
	@cmp -s $(2) $(1)/made-from || { \
		$(require_python) && \
		echo "Installing what $(2) names into $(1) ..." && \
		$(PYTHON) -m venv --clear $(1) && \
		$(1)/bin/python $(INSTALL) -r $(2) && \
		cp $(2) $(1)/made-from; }
endef

define require_python
	{ $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Atlas needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=python3.12 ..." >&2; exit 1; }; } && \
	{ $(PYTHON) -c 'import ensurepip, venv' || { \
		echo "$(PYTHON) comes without venv; on Debian: apt-get install python3-venv" >&2; exit 1; }; }
endef

var:
	@mkdir -p -m 700 var

var/secret_key: | var
	@umask 077 && $(NEW_KEY) > $@

var/static/made: requirements.lock $(shell find static cases -path '*static/*' -type f 2>/dev/null) \
		| environment-run var/secret_key
	@$(DEMO) manage.py collectstatic --no-input --verbosity 0
	@touch $@

lock: | var
	@$(require_python)
	@$(PYTHON) -m venv --clear var/lock && var/lock/bin/python -m pip install --quiet uv
	$(call resolve,requirements.lock)
	$(call resolve,requirements-dev.lock,--group dev)

# For every platform, with hashes, and without the address of the index that was asked.
resolve = var/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --only-binary :all: --no-header --no-annotate $(UPGRADE) $(2) \
	--output-file $(1) pyproject.toml
