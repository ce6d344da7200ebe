# shellcheck shell=bash
# The report as the summary, the comment and the issue show it. It is sourced, behind common.sh.

: "${reports:?common.sh is sourced first}"

# Whether no endnote needs a person; the report folds each that does.
is_clean() {
  [[ $EXIT_CODE == 0 ]] && ! grep -q '^<details>' "$reports/report.md"
}

# What the exit code means, where the report itself does not say so.
meaning() {
  case $EXIT_CODE in
    0) if is_clean; then echo "✅ Nothing to mend."; fi ;;
    1 | 3) ;;
    2)
      if [[ ! -f $reports/report.md ]]; then
        echo "> ⚠️ citecheck could not run; the log of the job says why."
        return
      fi
      echo "> ⚠️ citecheck could not read everything, so this is not the whole; the log of the job says why."
      ;;
    *) echo "> ⚠️ citecheck ended before it was done; the log of the job says why." ;;
  esac
}

write_report() {
  local sentence
  sentence=$(meaning)
  printf '### citecheck\n\n'
  if [[ -n $sentence ]]; then printf '%s\n\n' "$sentence"; fi
  if [[ -f $reports/report.md ]]; then cat "$reports/report.md"; fi
}

# Whether there is something to tell: a run that judged nothing leaves standing what an earlier one said.
is_judged() {
  [[ -f $reports/report.md && ($EXIT_CODE == 0 || $EXIT_CODE == 1 || $EXIT_CODE == 2) ]]
}
