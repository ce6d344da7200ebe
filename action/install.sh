#!/usr/bin/env bash
# Install citecheck from this checkout of the action into an environment of its own, and put the program alone
# on the path of later steps, so that the job keeps its own Python.
set -euo pipefail
# shellcheck source=action/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"

environment=$RUNNER_TEMP/citecheck/environment
programs=$RUNNER_TEMP/citecheck/bin

# -I: the checkout that is checked is the working folder, and a venv.py or pip.py in it must not be run.
"$PYTHON" -I -m venv "$environment"
"$environment/bin/python" -I -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH}[pdf]"

mkdir -p "$programs"
ln -sf "$environment/bin/citecheck" "$programs/citecheck"
printf '%s\n' "$programs" >>"$GITHUB_PATH"
