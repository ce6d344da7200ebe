#!/usr/bin/env bash
# Keep one issue: opened when there is something to mend, its text kept up to date, closed when all is well. A new
# text calls nobody; a comment does, and it is written only when a link broke or an error was found anew since the
# last run. That nothing can be written fails nothing.
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

issues=repos/$GITHUB_REPOSITORY/issues
last=$kept/last.json

# Compare with the last run, and tell whether there is news; the first run has no other to compare with.
is_news() {
  local code=0
  if [[ ! -f $last ]]; then return 1; fi
  unheeded compare || code=$?
  [[ $code == 1 ]]
}

compare() {
  citecheck diff "$last" "$reports/report.json" --format markdown >"$reports/changes.md"
}

write_changes() {
  printf '### Since the last run\n\n'
  cat "$reports/changes.md"
}

open_issue() {
  local label=()
  if [[ -n $INPUT_ISSUE_LABEL ]]; then label=(-f "labels[]=$INPUT_ISSUE_LABEL"); fi
  write_body write_report
  api --silent --method POST "$issues" -f "title=$INPUT_ISSUE_TITLE" -F "body=@$reports/body.md" \
    ${label[@]+"${label[@]}"} || return 1
  echo "an issue is opened"
}

update_issue() {
  write_body write_report
  api --silent --method PATCH "$issues/$1" -F "body=@$reports/body.md" || return 1
  echo "issue $1 is up to date"
  if is_news; then
    write_body write_changes
    api --silent --method POST "$issues/$1/comments" -F "body=@$reports/body.md" || return 1
    echo "and a comment tells what is new"
  fi
}

close_issue() {
  write_body write_report
  api --silent --method PATCH "$issues/$1" -F "body=@$reports/body.md" -f state=closed \
    -f state_reason=completed || return 1
  echo "all is well: issue $1 is closed"
}

tell() {
  local found
  found=$(find_ours "$issues?state=open&per_page=100") || return 1
  if [[ $EXIT_CODE != 0 && -z $found ]]; then
    open_issue
  elif [[ $EXIT_CODE != 0 ]]; then
    update_issue "$found"
  elif [[ -n $found ]]; then
    close_issue "$found"
  else
    echo "all is well, and no issue is open"
  fi
}

# What nobody was told of, and a run that did not read all, are nothing to compare with.
remember() {
  if [[ $EXIT_CODE != 2 ]]; then cp "$reports/report.json" "$last"; fi
}

if [[ -n $PULL_REQUEST ]]; then
  echo "a pull request, so no issue is written"
elif ! is_judged; then
  echo "nothing was judged, so the issue stays as it is"
elif [[ -z $GH_TOKEN ]]; then
  warn "No issue is written, because there is no token; the report is in the summary of the job."
elif tell; then
  remember
else
  warn "No issue is written, because GitHub refused it: the token needs 'issues: write'. The report is in the \
summary of the job."
fi
