# make run | hub | demo | test | bench | faults | messages | deb | windows | test-installers. The first call sets
# everything up, in .venv; make ready does only that.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
BABEL := $(PY) -m babel.messages.frontend -q
READY := .venv/ready
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard i18n/*/LC_MESSAGES/dlschool.po))
SHIPPED := $(shell find dlschool resources installer i18n -type f ! -name '*.pyc' ! -name '*.mo')
BENCHES := $(filter-out %/__init__.py,$(wildcard tests/bench/*.py))

.PHONY: ready run hub demo test bench faults messages deb windows test-installers build-system system

run: $(READY) $(CATALOGUES)
	$(PY) -m dlschool

ready: $(READY) $(CATALOGUES)

# The department's side on a PostgreSQL of its own, until Ctrl-C.
hub: $(READY) $(CATALOGUES)
	PYTHON=$(PY) installer/linux/hub-for-development

demo: $(READY) $(CATALOGUES)
	$(PY) -m dlschool demo --out demo-out

# pytest comes last: its closing line is the last line.
test: $(READY) $(CATALOGUES)
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -n 2

bench: $(READY) $(CATALOGUES)
	@for script in $(BENCHES); do QT_QPA_PLATFORM=offscreen $(PY) $$script || exit 1; done

# Thousands of kills, power cuts, failing and full disks, damaged files: an hour on two cores.
# FAULTS="--kills 10000 --seed 7" asks for other numbers; the tests run a small part of it.
faults: $(READY) $(CATALOGUES)
	PYTHONPATH=tests $(PY) -m faults $(FAULTS)

# After a change of messages: the template and both catalogues, with nothing translated by guess.
messages: $(READY)
	$(BABEL) extract -F i18n/babel.cfg --no-default-keywords -k _ -k N_ -k ngettext:1,2 \
		--no-location --sort-output --omit-header -o i18n/dlschool.pot .
	for language in kk ru; do \
		$(BABEL) update -i i18n/dlschool.pot -d i18n -D dlschool -l $$language --init-missing \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; \
	done

%.mo: %.po $(READY)
	$(BABEL) compile -i $< -o $@

# Done again when the pins change or when the Python that .venv stands on is gone.
$(READY): pyproject.toml constraints.txt $(if $(realpath $(PY)),,system) | system
	@$(PIP) --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing the Python packages of constraints.txt into .venv ..."
	@$(PIP) install -c constraints.txt setuptools
	@$(PIP) install -c constraints.txt --no-build-isolation -e '.[dev,hub]'
	@touch $@

# build/dist: the package, the archive and the update for Linux. RELEASE_KEY=FILE signs the update. QUICK=1 packs
# faster and larger, for tests.
deb: $(READY) $(CATALOGUES) build-system
	$(PY) -m installer.linux.build
	@touch build/.deb

# build/dist: the setup for Windows and the file that updates it. A release gives python.org's own archive:
# RUNTIME=python-3.13.x-embed-amd64.zip RUNTIME_SHA256=sum RELEASE_KEY=FILE.
windows: $(READY) $(CATALOGUES) build-system
	@PYTHON=$(PYTHON) installer/linux/install-system-packages installer/windows/build-packages
	$(PY) -m installer.windows.build
	@touch build/.windows

build/.%: $(READY) $(CATALOGUES) $(SHIPPED)
	@$(MAKE) --no-print-directory $*

# The tests of what stands in build/dist, built anew when something of it changed: a bare Debian (which needs root)
# and the Windows of wine.
test-installers: $(READY) build-system build/.deb build/.windows
	@PYTHON=$(PYTHON) installer/linux/install-system-packages installer/linux/test-packages
	$(PY) -m pytest -p no:randomly -m installers tests/installers

build-system:
	@PYTHON=$(PYTHON) installer/linux/install-system-packages installer/linux/build-packages

# Looked at by every call: it takes no time when nothing is missing, and tells again what is.
system:
	@test -n "$(PYTHON)" || { echo "dlschool needs Python 3.11 or newer." >&2; exit 1; }
	@PYTHON=$(PYTHON) installer/linux/install-system-packages
