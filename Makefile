# Two commands on a fresh machine: make run, make test. Each installs what it lacks and says so.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

NEXTEST := $(shell command -v cargo-nextest 2>/dev/null)
# cargo-nextest runs the tests in parallel where it is there; cargo's own runner does the same work without it.
RUN_TESTS = $(if $(NEXTEST),cargo nextest run --no-fail-fast,cargo test)
HAS_DISPLAY := $(if $(DISPLAY)$(WAYLAND_DISPLAY),yes,)

.PHONY: help run test check demo bench bench-faults dist setup-base setup-window setup-test ui rust-lint rust-test offline ui-test fresh e2e bench-packs fuzz

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## open the window; without a display hold the demo meeting
ifeq ($(HAS_DISPLAY),yes)
	@$(MAKE) --no-print-directory ui
	cargo run --quiet -p shell
else
	@echo "没有显示器：改为演示一次完整的会议 · no display: holding the demo meeting instead"
	@$(MAKE) --no-print-directory demo
endif

demo: setup-base ## hold the demo meeting and say where its documents lie
	cargo run --quiet -p cli -- demo

bench: setup-test ui ## the promised figures, measured here (release build): the command line's, then the window's
	cargo run --quiet --release -p cli -- bench
	cargo run --quiet --release -p app --example intake_figures
	tests/e2e/run.sh bench

bench-faults: setup-test ## kills, power losses, full disks, damage: the full figures, an hour (FAULTS_ONLY="disk full", FAULTS_PERCENT=10)
	cargo test --quiet -p journeys --test faults -- --ignored --nocapture --test-threads 1 the_full_figures

fuzz: setup-base ## strangers' packs, manifests, merges and workbooks, with coverage (SECONDS=60 each, TARGETS="book package")
	SECONDS_EACH=$(or $(SECONDS),60) tools/fuzz.sh $(TARGETS)

dist: setup-window ui ## the .deb, into dist/
	tools/dist.sh

check: setup-window ## the quick half of the tests, for every commit
	cargo fmt --all --check
	cargo clippy --quiet -p ranking -p domain -p workbook -p packs -p vault -p documents -p app -p cli -p fuzz-entries --all-targets -- -D warnings
	$(RUN_TESTS) -p ranking -p domain -p workbook -p app
	cd ui && npm run --silent lint && npm run --silent typecheck && npm run --silent test

test: setup-test ## every check: format, lint, types, Rust and UI tests, generated files fresh, the journey in the real window
	@$(MAKE) --no-print-directory ui-test
	@$(MAKE) --no-print-directory rust-lint
	@$(MAKE) --no-print-directory rust-test
	@$(MAKE) --no-print-directory offline
	@$(MAKE) --no-print-directory fresh
	@$(MAKE) --no-print-directory e2e
	@echo "全部检查通过 · every check passed"

setup-base:
	@tools/setup.sh base
setup-window:
	@tools/setup.sh window
setup-test:
	@tools/setup.sh test

ui: setup-window ## build the window's pages
	cd ui && npm run --silent build

ui-test: setup-window
	cd ui && npm run --silent format:check && npm run --silent lint && npm run --silent typecheck && npm run --silent test && npm run --silent build

rust-lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

rust-test:
	$(RUN_TESTS) --workspace

offline: ## a whole meeting without a network interface opens no internet socket
	cargo build --quiet -p cli
	tests/offline.sh

bench-packs: setup-base ## figures of packs: 1 GB of papers, ten thousand histories, flipped bits and cuts (release build)
	cargo run --quiet --release -p app --example packs
	cargo test --quiet --release -p app --lib judged -- --ignored --nocapture
	cargo test --quiet --release -p packs --test packs -- --ignored --nocapture figures

fresh: ## generated files are what the sources say
	@tools/fresh.sh

e2e: ## the journey in the real window
	tests/e2e/run.sh
