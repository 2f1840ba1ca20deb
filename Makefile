# What a developer runs. `make` alone lists it.

CARGO ?= cargo
# Arguments for the command behind a target: make demo ARGS="--input articles.jsonl"
ARGS ?=
# Most tests wait for a broker or a database rather than compute.
export RUST_TEST_THREADS ?= 16
# The tests of the three services as processes. Named, not chosen by -p: another choice of
# packages means other features of the dependencies, and building them all again.
E2E = pipeline kills malformed
# What `make train` writes.
TRAINED = --output crates/coder/data/weights/opinion.bin \
	--confidence crates/coder/data/frames/confidence.tsv
# Seconds for each fuzz target, and which targets; none named: all.
FUZZ_SECONDS ?= 600
FUZZ_TARGETS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test test-kafka kafka kafka-stop bench evaluate train lint fmt deny proto deploy-check \
	fuzz ci clean bootstrap bootstrap-kafka bootstrap-checks

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## check for compiler, OpenSSL and PostgreSQL; install what is missing
	@.ci/bootstrap build database

bootstrap-kafka: bootstrap
	@.ci/bootstrap kafka

bootstrap-checks:
	@.ci/bootstrap build checks

demo: bootstrap ## articles in, events out, all in one process with a broker and a database of its own
	$(CARGO) run --release -p sitrep --bin sitrep -- demo $(ARGS)

test: bootstrap ## unit, property and end-to-end tests on the embedded broker and database
	$(CARGO) build --workspace --bins
	$(CARGO) test --workspace $(ARGS)

test-kafka: bootstrap-kafka ## end-to-end tests: three service processes, a real Kafka, a real PostgreSQL
	$(CARGO) build --workspace --bins
	deploy/kafka/kafka exec $(CARGO) test --workspace $(E2E:%=--test %) $(ARGS) -- --nocapture

kafka: bootstrap-kafka ## start a real Apache Kafka on localhost:9092 (KAFKA_PORT) and leave it running
	@deploy/kafka/kafka start

kafka-stop: ## stop it; its data stays in .kafka
	@deploy/kafka/kafka stop

bench: bootstrap ## speed: MB/s, sentences/s, allocations per article; time per byte of the nastiest inputs
	$(CARGO) bench --workspace --bench '*' $(ARGS)

evaluate: bootstrap ## accuracy on the annotated sets at hand (SITREP_DATA names their folder)
	$(CARGO) run --release -p sitrep --bin sitrep -- evaluate $(ARGS)
	$(CARGO) run --release -p sitrep --bin sitrep -- evaluate --gold tests/gold/blind --only gold $(ARGS)
	$(CARGO) run --release -p sitrep --bin sitrep -- evaluate --gold tests/gold/fresh --only gold $(ARGS)

train: bootstrap ## the second opinion and confidence anew, from tests/gold, after frames or gold changed
	$(CARGO) run --release -p sitrep --bin sitrep -- train opinion $(TRAINED) $(ARGS)

lint: bootstrap-checks fmt proto deploy-check ## formatting, clippy, protobuf, deployment files
	$(CARGO) clippy --workspace --all-targets -- -D warnings

fmt:
	$(CARGO) fmt --all --check

deny: ## licences, bans and sources of the dependencies (needs cargo-deny)
	$(CARGO) deny check licenses bans sources

proto: ## lint the messages, and refuse a change that breaks readers of the last tag
	@.ci/proto

deploy-check: ## render and validate what is in deploy/
	@deploy/check

fuzz: bootstrap ## FUZZ_SECONDS (600) on each of FUZZ_TARGETS (needs cargo-fuzz and a nightly toolchain)
	@set -e; for target in $(or $(FUZZ_TARGETS),$$(rustup run nightly cargo fuzz list)); do \
		mkdir -p fuzz/corpus/$$target; \
		rustup run nightly cargo fuzz run --sanitizer none $$target fuzz/corpus/$$target fuzz/seeds/$$target \
			-- -max_total_time=$(FUZZ_SECONDS) -max_len=16384 -timeout=20 -print_final_stats=1; \
	done

ci: ## everything that a change must pass
	@.ci/run

clean: ## remove builds, the broker, its data and its libraries
	-@deploy/kafka/kafka stop
	rm -rf .kafka report
	$(CARGO) clean
