#!/usr/bin/env bash
# Run citecheck and leave its reports in files. Its exit code is an output, because steps that tell of the
# findings come before the job fails. Outputs are numbers and paths of our own, so that no text of a document
# can add one.
set -euo pipefail
# shellcheck source=action/common.sh
source "${BASH_SOURCE[0]%/*}/common.sh"

words=()

# Collect the command line; what is said here comes behind the arguments of the user, so that it holds.
collect_words() {
  local more path
  words=("$INPUT_COMMAND")
  # Split at white space and nothing else: no expansion, no quotes.
  while read -r -a more; do
    words+=(${more[@]+"${more[@]}"})
  done <<<"$INPUT_ARGS"
  words+=(--format github -o "$reports/report.json" -o "$reports/report.sarif" -o "$reports/report.md")
  if [[ -n $INPUT_BASELINE ]]; then words+=(--baseline "$INPUT_BASELINE"); fi
  if [[ -n $INPUT_FAIL_ON ]]; then words+=(--fail-on "$INPUT_FAIL_ON"); fi
  if [[ $INPUT_COMMAND == check ]]; then words+=(--no-progress --cache "$kept/cache"); fi
  words+=(--)
  while IFS= read -r path; do
    if [[ -n $path ]]; then words+=("$path"); fi
  done <<<"$INPUT_PATHS"
}

run_citecheck() {
  citecheck "${words[@]}" >"$reports/annotations.txt"
}

count() {
  grep -c "^::$1 file=" "$reports/annotations.txt" || true
}

say_path() {
  if [[ -f $2 ]]; then printf '%s=%s\n' "$1" "$2"; fi
}

if [[ $INPUT_COMMAND != check && $INPUT_COMMAND != lint ]]; then
  echo "::error title=citecheck::command: is neither check nor lint"
  exit 2
fi

# What an earlier use in the same job left is no report of this one.
rm -rf "$reports"
mkdir -p "$reports" "$kept"
collect_words
code=0
unheeded run_citecheck || code=$?
# Python ends with 1 as well when a program falls, which must not be taken for findings.
if [[ $code == 1 && ! -f $reports/report.md ]]; then code=2; fi
if [[ $INPUT_ANNOTATIONS == true ]]; then
  cat "$reports/annotations.txt"
elif [[ -f $reports/report.md ]]; then
  unheeded cat "$reports/report.md"
fi

{
  printf 'exit-code=%d\nerrors=%d\nwarnings=%d\n' "$code" "$(count error)" "$(count warning)"
  say_path json "$reports/report.json"
  say_path markdown "$reports/report.md"
  say_path sarif "$reports/report.sarif"
} >>"$GITHUB_OUTPUT"
