#!/usr/bin/env bash
# Write the report into one comment of the pull request: the first time a new one, then always the same. That it
# cannot be written fails nothing.
set -euo pipefail
# Characters are counted, not bytes.
export LC_ALL=C.UTF-8
folder=${BASH_SOURCE[0]%/*}
# shellcheck source=action/common.sh
source "$folder/common.sh"
# shellcheck source=action/report.sh
source "$folder/report.sh"
# shellcheck source=action/github.sh
source "$folder/github.sh"

# Where all is well and no comment stands, none is needed.
is_silent() {
  [[ $EXIT_CODE == 0 && $ERRORS == 0 && $WARNINGS == 0 ]]
}

post() {
  local comments=repos/$GITHUB_REPOSITORY/issues found
  found=$(find_ours "$comments/$PULL_REQUEST/comments?per_page=100") || return 1
  if [[ -n $found ]]; then
    api --silent --method PATCH "$comments/comments/$found" -F "body=@$reports/body.md" || return 1
    echo "comment $found is up to date"
  elif is_silent; then
    echo "nothing to mend, so no comment is written"
  else
    api --silent --method POST "$comments/$PULL_REQUEST/comments" -F "body=@$reports/body.md" || return 1
    echo "a comment is written"
  fi
}

if [[ -z $PULL_REQUEST ]]; then
  echo "not a pull request, so no comment is written"
elif ! is_judged; then
  echo "nothing was judged, so the comment stays as it is"
elif [[ -z $GH_TOKEN ]]; then
  warn "No comment is written, because there is no token; the report is in the summary of the job."
else
  write_body write_report
  post || warn "No comment is written, because GitHub refused it: the token of a pull request from a fork may \
only read, others need 'pull-requests: write'. The report is in the summary of the job."
fi
