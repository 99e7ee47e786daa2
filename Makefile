# skj: the targets a newcomer needs; each says what it does. On Windows see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint types format faults fuzz bench lowest audit messages rules samples build clean

demo: $(STAMP)            ## install into .venv and print the quarter report of the sample office
	@$(BIN)/skj kpi report --quarter 2 -w samples

test: $(STAMP)            ## the whole test suite without the slow harnesses, under 3 minutes on 2 cores
	$(BIN)/pytest -n 2 -m "not faults"

lint: $(STAMP)            ## ruff, all rules, and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)           ## mypy strict over code and tests
	$(BIN)/mypy

format: $(STAMP)          ## format the code and mend what ruff can mend safely
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

faults: $(STAMP)          ## slow harnesses: kills, full disks, many writers, a real LibreOffice
	$(BIN)/pytest -m faults -s

fuzz: $(STAMP)            ## damage ledgers at random and read them (10,000; SEED="7" COUNT="1" for one again)
	$(BIN)/python -m tests.fuzz $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT))

bench: $(STAMP)           ## speed beside openpyxl and pandas, as ratios (about ten minutes; ONLY="add" ROWS="500000" for a part)
	$(BIN)/python -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(ROWS),--rows $(ROWS))

lowest:                   ## the test suite with the lowest allowed versions of what an office installs, in a venv of its own
	$(PYTHON) -m venv .venv-lowest
	$(PYTHON) tools/lowest.py > .venv-lowest/lowest.txt
	.venv-lowest/bin/pip install --quiet --disable-pip-version-check -c .venv-lowest/lowest.txt -e ".[dev]"
	.venv-lowest/bin/pytest -n 2 -m "not faults" -rs

audit:                    ## look for known holes in the versions of constraints.txt (asks a public database over the network)
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	.venv-audit/bin/pip-audit -r constraints.txt --no-deps --disable-pip

messages: $(STAMP)        ## collect texts into locale/*.po and compile them
	$(BIN)/python tools/messages.py

rules: $(STAMP)           ## write docs/rules.md, docs/ledgers.md and the examples of rules
	$(BIN)/python -m tools.rules

samples: $(STAMP)         ## make the sample office again from its seed
	$(BIN)/python samples/generate.py

build: $(STAMP)           ## build the wheel into dist/
	$(BIN)/pip wheel --no-deps -w dist .

clean:                    ## remove what was built
	rm -rf $(VENV) .venv-lowest .venv-audit build dist .mypy_cache .ruff_cache .hypothesis

$(STAMP): pyproject.toml constraints.txt build_messages.py $(wildcard skj/locale/*/LC_MESSAGES/*.po)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@
