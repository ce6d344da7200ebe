# shellcheck shell=bash
# What the steps of action.yml share. It is sourced, and keeps to what the bash 3.2 of macOS has.

# The name becomes part of paths, of a marker in HTML and of the keys of the cache.
if [[ ! $INPUT_NAME =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$ ]]; then
  echo "::error title=citecheck::name: takes 1 to 50 letters, digits, dots, dashes and underscores"
  exit 2
fi

# shellcheck disable=SC2034 # used by those that source this file
reports=$RUNNER_TEMP/citecheck/reports-$INPUT_NAME
# shellcheck disable=SC2034
kept=$RUNNER_TEMP/citecheck/kept-$INPUT_NAME

# Show a warning beside the job; its text is ours alone.
warn() {
  printf '::warning title=citecheck::%s\n' "$1"
}

# Run a command that may print the words of strangers: the runner obeys nothing until it reads a token that
# nobody can guess. Both streams become one, because the runner reads two in any order.
unheeded() {
  local token code=0
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$token"
  "$@" 2>&1 || code=$?
  printf '\n::%s::\n' "$token"
  return "$code"
}
