#!/bin/sh
# Print the path of a Chromium that the tests can drive; get one when there is none.
# First what is here ($BROWSER_PATH, the usual names, what Playwright installed), then Playwright's
# own download, then the system's packages when run as root.
set -eu
cd "$(dirname "$0")/.."

here() {
    if [ -n "${BROWSER_PATH:-}" ]; then
        echo "$BROWSER_PATH"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge msedge; do
        command -v "$name" && return
    done
    for app in "Google Chrome" Chromium "Microsoft Edge"; do
        path="/Applications/$app.app/Contents/MacOS/$app"
        [ -x "$path" ] && echo "$path" && return
    done
    .venv/bin/python - <<'PYTHON'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path) if pathlib.Path(path).exists() else sys.exit(1)
PYTHON
}

here && exit 0
echo "browser: none found; asking Playwright for one." >&2
.venv/bin/python -m playwright install --only-shell chromium >&2 || true
here && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "browser: asking the system's packages for one." >&2
    { apt-get update --quiet --quiet && apt-get install --yes --quiet --quiet --no-install-recommends chromium; } >&2
    here && exit 0
fi
echo "browser: none could be had. Install Chromium, Chrome or Edge, or set BROWSER_PATH to one." >&2
exit 1
