#!/usr/bin/env bash
# Put the report into the summary of the job.
set -euo pipefail
# shellcheck source=action/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"
# shellcheck source=action/report.sh
source "${BASH_SOURCE[0]%/*}/report.sh"

write_report >>"$GITHUB_STEP_SUMMARY"
