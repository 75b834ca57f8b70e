# Lect's commands for people; `make help` lists them.

PREFIX ?= /usr/local
DESTDIR ?=
# How long `make fuzz` runs each of its targets.
SECONDS ?= 60
SWIFT ?= swift

# An installed program finds the Swift runtime in lib/lect, next to its own folder; one that was only built finds the
# toolchain's, which therefore comes second.
RUNTIME = $(shell dirname "$$(readlink -f "$$(command -v swiftc)")")/../lib/swift/linux
RELEASE = -c release --product lect -Xswiftc -no-toolchain-stdlib-rpath \
	-Xlinker -rpath -Xlinker '$$ORIGIN/../lib/lect' -Xlinker -rpath -Xlinker '$(abspath $(RUNTIME))'
PROGRAM = .build/release/lect

# Warnings fail `lint` always, and `test` too with the compiler that the project is checked with. So the two share one
# build, and a newer compiler's new warnings keep nobody from running the tests.
STRICT = -Xswiftc -warnings-as-errors
CHECKED_COMPILER = Swift version 6.3
TEST_FLAGS = $(if $(findstring $(CHECKED_COMPILER),$(shell $(SWIFT) --version 2>&1)),$(STRICT))

SWIFT_SOURCES = Package.swift Sources Tests plugins Fuzzing/Package.swift Fuzzing/Sources/fuzz

.PHONY: help setup build demo test lint bench torture evaluate roundtrip fuzz install docs clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Steps follow each other: SwiftPM locks the build folder, and uses every core by itself.
.NOTPARALLEL:

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

setup: ## Check the Swift toolchain and install the Debian packages that are missing
	@scripts/setup

build: setup ## Build the program for use: .build/release/lect
	$(SWIFT) build $(RELEASE)

demo: build ## Load the bundled samples into a fresh store and run the demonstration on them
	@scripts/demo $(PROGRAM)

test: setup ## Build and run every test
	$(SWIFT) test --disable-xctest $(TEST_FLAGS)

lint: setup ## Check the format of the sources, and that they compile without a warning
	$(SWIFT) format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	$(SWIFT) build --build-tests $(STRICT)

SIZE ?= 300
BENCH ?=

bench: build ## Measure Lect beside other tools on SIZE megabytes of text (300); writes Benchmarks/RESULTS.md
	@cd Benchmarks && python3 -m lectbench ../$(PROGRAM) --size $(SIZE) $(BENCH)

torture: build ## Kill, starve and break what writes a store, check what is left, and feed in what is made to break it
	@scripts/kill-test.py $(PROGRAM) notebooks/data -n 100
	@scripts/readers-test.py $(PROGRAM) notebooks/data -n 5
	@scripts/torture-input.py $(PROGRAM)
	LECT_TORTURE=1 $(SWIFT) test --disable-xctest --filter 'FaultTests|FullDiskTests|DamageTests'

evaluate: build ## Hold tokens, sentences and offsets against treebanks and Unicode's tests: make evaluate DATA=folder
	@scripts/evaluate $(PROGRAM) '$(DATA)'

roundtrip: build ## Show that corpora survive CoNLL-U and VRT: make roundtrip DATA=folder (samples alone without it)
	@scripts/roundtrip.py $(PROGRAM) '$(DATA)'

fuzz: setup ## Feed made-up input to tokeniser, readers, parsers and store, SECONDS=60 for each
	@scripts/fuzz $(SECONDS)

install: ## Install the program, its data and the Swift runtime under PREFIX (default /usr/local)
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install $(PROGRAM)

docs: setup ## Write docs/reference from what the commands say about themselves
	@SWIFT='$(SWIFT)' scripts/docs $(TEST_FLAGS)

clean: ## Delete everything that was built
	rm -rf .build
