# shellcheck shell=bash
# Comments and issues on GitHub, found again by a hidden marker. It is sourced, behind common.sh and report.sh.

: "${reports:?common.sh is sourced first}"

export MARKER="<!-- citecheck:$INPUT_NAME -->"
export INPUT_AUTHOR

# The marker alone proves nothing, because everybody can write it; the account does.
# shellcheck disable=SC2016
OURS='.[] | select(.pull_request == null and .user.login == env.INPUT_AUTHOR
  and ((.body // "") | startswith(env.MARKER))) | .number // .id'

LONGEST=65536 # characters in a comment or an issue

# Call GitHub's API; what it says against it goes to the log.
api() {
  gh api "$@" 2>"$reports/refusal.txt" && return
  unheeded cat "$reports/refusal.txt" >&2
  return 1
}

# Print the number of the oldest of our texts in the list at an address; nothing if there is none.
find_ours() {
  local found
  found=$(api --paginate "$1" --jq "$OURS") || return 1
  printf '%s' "${found%%$'\n'*}"
}

# Write a text with marker and link to this run into a file, from which it is sent: 65,536 characters can be too
# long for an argument.
write_body() {
  local text
  text=$(printf '%s\n\n' "$MARKER" && "$1")
  # A report knows the limit and keeps below; a hundred of long warnings above it do not.
  text=${text:0:LONGEST - 500}
  printf '%s\n\n[The run that says so](%s/%s/actions/runs/%s)\n' \
    "$text" "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID" >"$reports/body.md"
}
