# Thin doors to packaging/bootstrap.py, which works the same on Windows, macOS and Linux.
# More arguments: make test ARGS="-k register"

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c "import sys" >/dev/null 2>&1 && { echo "$$p"; break; }; done)
ARGS ?=
JOBS := run test lint bench torture tour lock

.DEFAULT_GOAL := help
.PHONY: help $(JOBS)

help:
	@echo "make run      open the demo studio (without a screen: make the tour)"
	@echo "make test     run the tests"
	@echo "make lint     check style, layout and types"
	@echo "make bench    measure the budgets"
	@echo "make torture  run the slow and violent tests"
	@echo "make tour     pictures and documents of the main job, in build/tour/"
	@echo "make lock     write the locks in packaging/ anew"

$(JOBS):
	@$(PYTHON) packaging/bootstrap.py $@ $(ARGS)
