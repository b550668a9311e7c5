SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GOLANGCI_LINT := .tools/golangci-lint-2.15.0
UI_INSTALLED := ui/node_modules/.installed
UI_SOURCES := schema.graphql $(wildcard ui/*.* ui/.*rc*) $(shell find ui/src ui/public ui/scripts -type f 2>/dev/null)

.PHONY: help
help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## Run Cistern with made-up contracts, agents and runs.
	./bin/cistern demo

.PHONY: build
build: ui ## Build bin/cistern, the dashboard in it.
	go build -o bin/cistern ./cmd/cistern

.PHONY: ui
ui: ui/dist/index.html ## Build the dashboard.

# npm ci empties node_modules, so the mark goes with what it stands for.
$(UI_INSTALLED): ui/package-lock.json
	npm --prefix ui ci --ignore-scripts --no-audit --no-fund
	touch $@

ui/dist/index.html: $(UI_INSTALLED) $(UI_SOURCES)
	npm --prefix ui run build
	touch $@

.PHONY: test
test: test-go ## Run all tests: Go with the race detector, the pool's long lives, dashboard, browser.
	$(MAKE) -j2 --output-sync test-pool test-ui # neither keeps two processors busy
	$(MAKE) e2e

.PHONY: test-go
test-go: $(UI_INSTALLED) ## Run the Go tests alone.
	go test -race ./...

.PHONY: test-ui
test-ui: $(UI_INSTALLED) ## Run the dashboard's unit tests alone.
	npm --prefix ui test

.PHONY: test-pool
test-pool: ## Hold long lives of pools through the API against their model, for 20,000 steps.
	POOL_STEPS=200 go test -count=1 -timeout 20m -v -run '^TestThePoolFollowsTheModel$$' ./graph -rapid.checks=166

.PHONY: e2e
e2e: build chromium ## Run the browser tests alone, against a demo of their own.
	scripts/with-demo npm --prefix ui run e2e

.PHONY: shots
shots: build chromium ## Take screenshots of every page of a demo.
	scripts/with-demo npm --prefix ui run shots

.PHONY: chromium
chromium:
	@scripts/install-chromium

.PHONY: crash
crash: ## Kill the program, PostgreSQL and both in mid-load, twenty times each, and the program with e-mails on their way.
	CRASH_CYCLES=20 go test -count=1 -timeout=30m -v -run '^TestKilling' ./cmd/cistern ./internal/crashtest

.PHONY: churn
churn: ## Connect and cut watchers for five minutes, and show what is left in memory.
	CHURN=5m go test -count=1 -timeout=10m -v -run '^TestStreamsLeaveNothingBehind$$' ./graph

.PHONY: crossings
crossings: ## Cross 10,000 service dates by several processes at once.
	CROSSINGS=10000 go test -count=1 -v -run '^TestCrossings$$' ./verify

.PHONY: bench
bench: build ## Measure throughput and latency beside their floors; takes some ten minutes.
	go run ./internal/bench

.PHONY: bench-live
bench-live: build chromium ## Measure how soon subscribers and pages show a commit, and what they and telling cost.
	go run ./internal/bench -only de
	DEMO_PACE=0.001 scripts/with-demo npm --prefix ui run script commit-to-pixel # with agents that rest

.PHONY: bench-ui
bench-ui: build chromium ## Measure frames of a table of 2,000 agents, switches, first figures, and Lighthouse, which npx fetches.
	scripts/with-demo npm --prefix ui run script smoothness

.PHONY: bench-sign-in
bench-sign-in: build ## Measure how long others wait while two hundred people sign in at once.
	go run ./internal/bench -only f

.PHONY: bench-forecast
bench-forecast: ## Forecast periods whose end is known, and show the errors.
	go run ./internal/backtest

.PHONY: generate
generate: $(UI_INSTALLED) ## Generate code again: entities, GraphQL server, GraphQL documents of the dashboard.
	go generate ./...
	npm --prefix ui run codegen

.PHONY: verify
verify: fresh lint ui ## Check all but behaviour: generated code, vet, lint, format, layers, types, sizes.
	go test -count=1 -run 'TestImportsPointDown|TestTheDomainIsToldTheTime' .
	npm --prefix ui run check
	npm --prefix ui run size

.PHONY: fresh
fresh:
	@state() { git status --porcelain; git diff; }; \
	before=$$(state); \
	$(MAKE) generate; \
	if [[ "$$before" != "$$(state)" ]]; then \
	  git --no-pager diff --stat; \
	  echo "Generated code is stale: commit what 'make generate' made."; \
	  exit 1; \
	fi

.PHONY: lint
lint: $(GOLANGCI_LINT)
	$(GOLANGCI_LINT) run ./...

$(GOLANGCI_LINT):
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$(@:.tools/golangci-lint-%=%)
	mv .tools/golangci-lint $@

.PHONY: fmt
fmt: $(GOLANGCI_LINT) ## Format the Go code.
	$(GOLANGCI_LINT) fmt

.PHONY: clean
clean: ## Remove what was built and installed here; the demo's data stays.
	rm -rf bin .tools ui/node_modules
	find ui/dist -mindepth 1 -not -name .gitkeep -delete
