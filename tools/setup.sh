#!/bin/sh
# Make .venv in the project from the locked requirements. Repeating it is harmless and quick.
# uv is used where it runs (it also brings a Python where the machine's is too old); else venv and pip.
set -eu
cd "$(dirname "$0")/.."

# What .venv was made from. The folder is part of it: scripts in .venv name it in full.
state="$(pwd) $(cat pyproject.toml requirements.txt | cksum)"
made="$(cat .venv/.ready 2>/dev/null || true)"
if [ "$made" = "$state" ] && .venv/bin/python -c '' 2>/dev/null; then exit 0; fi

if uv --version >/dev/null 2>&1; then
    [ "${made% * *}" = "$(pwd)" ] && keep=--allow-existing || keep=--clear
    rm -f .venv/.ready
    uv venv --quiet $keep --no-project --python '>=3.11' .venv
    uv pip sync --quiet --python .venv/bin/python --require-hashes requirements.txt
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
else
    for python in python3 python3.14 python3.13 python3.12 python3.11 none; do
        # ensurepip as well: Debian's Python lacks it until python3-venv is installed.
        "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            >/dev/null 2>&1 && break
    done
    if [ "$python" = none ]; then
        echo "setup: install Python 3.11 or newer with venv (Debian: apt install python3-venv), or uv." >&2
        exit 1
    fi
    "$python" -m venv --clear .venv
    pip() { .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@"; }
    pip --require-hashes --requirement requirements.txt
    pip --no-deps --no-build-isolation --editable .
fi
echo "$state" >.venv/.ready
