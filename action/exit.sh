#!/usr/bin/env bash
# Let the job pass or fail by the exit code of citecheck, after everything was told.
set -euo pipefail
# shellcheck source=action/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"

case $EXIT_CODE in
  1) if [[ $INPUT_FAIL != true ]]; then exit 0; fi ;;
  3)
    if [[ $INPUT_FAIL_ON_OFFLINE != true ]]; then
      warn "The network was down, so the links are not judged."
      exit 0
    fi
    ;;
esac
exit "$EXIT_CODE"
