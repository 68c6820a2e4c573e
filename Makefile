# Klartext: two commands matter, "make html" and "make test"; "make" alone lists them all.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUTPUT  := output
PORT   ?= 8000
TITLE  ?=
TARGET ?=
SITE   ?=
DELETE ?=
PAGES_BRANCH ?= gh-pages
PAGES_REMOTE ?=
# Through the environment: a title or a target may hold quotes.
export TITLE TARGET SITE
PYTEST ?= $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help html serve publish deploy-rsync deploy-github deploy-netlify answers lint report new test check format docs vscode lock bench clean distclean

help: ## Diese Übersicht · this list
	@echo "Klartext – Firmenblogs, denen man glaubt"
	@echo
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

# The virtual environment is made once and again only when the pinned versions change.
$(VENV)/.site: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Klartext braucht Python 3.11 oder neuer (PYTHON=python3.12 make …) · needs Python 3.11 or newer" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Einmalige Einrichtung … · setting up once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@# pip compiles what it installs, but not what it leaves in place; containers often forbid Python to do it later.
	@$(BIN)/python -m compileall -q plugins
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.lock
	@echo "Werkzeuge für Tests einrichten … · setting up the test tools …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

$(VENV)/.deploy: $(VENV)/.site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements-dev.lock ghp-import
	@touch $@

html: $(VENV)/.site ## Blog nach output/ bauen · build the blog
	@$(BIN)/klartext build --output $(OUTPUT)

serve: $(VENV)/.site ## Vorschau mit Entwürfen auf http://localhost:8000 · preview with drafts
	@$(BIN)/klartext serve --port $(PORT)

publish: $(VENV)/.site ## Alles prüfen, dann zum Hochladen bauen · check all, then build what is uploaded
	@$(BIN)/klartext --settings publishconf.py publish --output $(OUTPUT)

deploy-rsync: $(VENV)/.site ## … und hochladen: make deploy-rsync TARGET=benutzer@server:ordner/ · upload by rsync
	@test -n "$$TARGET" || { echo 'Bitte mit Ziel: make deploy-rsync TARGET=benutzer@server:/var/www/blog/ · please name a target' >&2; exit 2; }
	@$(MAKE) --no-print-directory publish
	@rsync --archive --compress --itemize-changes $(if $(DELETE),--delete-delay) -- $(OUTPUT)/ "$$TARGET"

deploy-github: publish $(VENV)/.deploy ## … und nach GitHub Pages schieben (Zweig gh-pages) · push to GitHub Pages
	@$(BIN)/ghp-import --no-jekyll --no-history --branch=$(PAGES_BRANCH) --message="Blog" \
	  $(if $(PAGES_REMOTE),--remote=$(PAGES_REMOTE)) --push --force $(OUTPUT)

deploy-netlify: publish ## … und zu Netlify laden (braucht npx und ein Konto) · upload to Netlify
	@npx --yes netlify-cli deploy --prod --dir=$(OUTPUT)

answers: $(VENV)/isso/.ready ## Isso starten, wenn in den Einstellungen an · start Isso where the settings want it
	@config=$$($(BIN)/klartext answers isso --site "$$SITE") && exec $(VENV)/isso/bin/isso -c "$$config" run

# Isso has an environment of its own: its libraries are none of the blog's.
$(VENV)/isso/.ready: $(VENV)/.site requirements-isso.lock
	@test -x $(VENV)/isso/bin/python || $(PYTHON) -m venv $(VENV)/isso
	@$(VENV)/isso/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-isso.lock
	@touch $@

lint: $(VENV)/.site ## Texte und Bilder prüfen (Code 1 bei Funden) · check texts and pictures
	@$(BIN)/klartext lint

report: $(VENV)/.site ## Alle Kennzahlen aller Beiträge · every figure of every post
	@$(BIN)/klartext inspect

new: $(VENV)/.site ## Neuer Entwurf: make new TITLE="…" · a new draft
	@test -n "$$TITLE" || { echo 'Bitte mit Titel: make new TITLE="Kalkputz im Bad" · please give a title' >&2; exit 2; }
	@$(BIN)/klartext new -- "$$TITLE"

test: $(VENV)/.dev ## Alle Tests · all tests
	@$(PYTEST)

check: $(VENV)/.dev ## Stil, Typen, erzeugte Dateien · style, types, generated files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m klartext.rule_pages --check docs

format: $(VENV)/.dev ## Quelltext in Form bringen · format the code
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

docs: $(VENV)/.site ## Regelseiten neu erzeugen · write the rule pages anew
	@$(BIN)/python -m klartext.rule_pages docs

vscode: ## Erweiterung für VS Code packen (braucht npm) · package the VS Code extension
	@cp LICENSE editors/vscode/LICENSE
	@cd editors/vscode && npm install --no-audit --no-fund --ignore-scripts --silent && npm run --silent package

lock: $(VENV)/.dev ## Gepinnte Versionen erneuern · renew the pinned versions
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --upgrade \
	  --extra search --output-file requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header --upgrade \
	  --all-extras --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

bench: $(VENV)/.dev ## Messungen: siehe bench/README.md · measurements
	@cat bench/README.md

clean: ## Erzeugtes löschen · remove what was built
	@rm -rf $(OUTPUT) .klartext .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

distclean: clean ## … und die virtuelle Umgebung · and the virtual environment
	@rm -rf $(VENV)
