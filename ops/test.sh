#!/usr/bin/env bash
# Builds and tests everything. The last line reads "N passed, N failed, N skipped"; before it stands a line for each thing
# that was skipped, with its cause. Ends with 0 only if tests ran and none failed.
#
#   ops/test.sh             names the programs that some tests want and that are missing here; those tests are skipped
#   ops/test.sh --install   installs them first (as root on Debian and its kin, with apt-get)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1
readonly solution=OrleansProxy.sln
readonly configuration=Release     # what a user runs is what is tested
readonly project_timeout=12m       # a test project that takes longer than this has hung

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

finish() { # reason-or-empty passed failed skipped code
    [ -z "$1" ] || echo "failed: $1"
    echo "$2 passed, $3 failed, $4 skipped"
    exit "$5"
}

has_browser() {
    [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null 2>&1
}

missing_packages() {
    command -v curl >/dev/null 2>&1 || echo curl
    command -v sqlite3 >/dev/null 2>&1 || echo sqlite3
    # Without a font that people can read, the pictures of the portal are empty boxes.
    has_browser || printf '%s\n' chromium fonts-liberation
    command -v firefox-esr firefox >/dev/null 2>&1 || echo firefox-esr
}

install_packages() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "not installed: --install works as root where apt-get is, which is not so here"
        return
    fi

    export DEBIAN_FRONTEND=noninteractive
    local options=(-y -q -o DPkg::Lock::Timeout=180)
    apt-get "${options[@]}" update </dev/null >"$results/apt.log" 2>&1 &&
        apt-get "${options[@]}" install --no-install-recommends "$@" </dev/null >>"$results/apt.log" 2>&1 ||
        { echo "not installed: apt-get failed, its last lines:"; tail -n 5 "$results/apt.log"; }
}

# One line a cause, with how many tests it concerns and the first of them.
skipped_tests() {
    local reports
    reports=$(find "$results" -name '*.xunit')
    [ -n "$reports" ] || return 0
    # shellcheck disable=SC2086 # the names are made by mktemp and the runner, without blanks
    awk 'BEGIN { RS = "<test " }
        / result="Skip"/ {
            name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name)
            reason = "no reason given"
            if (match($0, /<reason>/)) {
                reason = substr($0, RSTART + RLENGTH)
                sub(/^<!\[CDATA\[/, "", reason); sub(/(\]\]>)?<\/reason>.*/, "", reason)
                gsub(/[[:space:]]+/, " ", reason)
            }
            if (!(reason in count)) { order[++causes] = reason; first[reason] = name }
            count[reason]++
        }
        END {
            for (i = 1; i <= causes; i++) {
                cause = order[i]
                rest = count[cause] > 1 ? " and " (count[cause] - 1) " more" : ""
                print "skipped: " first[cause] rest ": " cause
            }
        }' $reports | sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g'
}

skipped_layers() {
    if ! grep -q '>true</Orleans>' Directory.Build.local.props 2>/dev/null; then
        echo "skipped: Orleans cluster tests (OrleansProxy.Silo.Tests): Orleans is not switched on;" \
            "ops/orleans.sh does that where its packages restore"
    fi
}

install=no
for argument in "$@"; do
    case $argument in
        --install) install=yes ;;
        *) echo "usage: ops/test.sh [--install]" >&2; exit 2 ;;
    esac
done

command -v dotnet >/dev/null 2>&1 || finish "dotnet is missing: install the .NET 10 SDK (https://dot.net)" 0 0 0 1

mapfile -t wanted < <(missing_packages)
if [ "${#wanted[@]}" -gt 0 ] && [ "$install" = yes ]; then
    echo "installing: ${wanted[*]}"
    install_packages "${wanted[@]}"
    mapfile -t wanted < <(missing_packages)
fi
[ "${#wanted[@]}" -eq 0 ] || echo "missing: ${wanted[*]} (as root on Debian, ops/test.sh --install installs them)"

dotnet restore "$solution" </dev/null || finish "restore" 0 0 0 1
dotnet build "$solution" --no-restore -c "$configuration" -m:2 -v:minimal </dev/null || finish "the build" 0 0 0 1

# One project at a time: the end-to-end tests hold the program to times, and must not share the processor with others.
dotnet test --solution "$solution" -c "$configuration" --no-build --no-ansi --no-progress \
    --max-parallel-test-modules 1 --timeout "$project_timeout" \
    --results-directory "$results" --report-xunit </dev/null 2>&1 | tee "$results/output.txt"
code=${PIPESTATUS[0]}

number() { # name: the figure of this name in the runner's summary
    sed -n '/^Test run summary/,$p' "$results/output.txt" | sed -n "s/^ *$1: *\([0-9][0-9.,]*\).*/\1/p" | tail -n 1 | tr -d '.,'
}
total=$(number total) passed=$(number succeeded) failed=$(number failed) skipped=$(number skipped)

echo
skipped_layers
skipped_tests
reason=
if [ "${total:-0}" -eq 0 ]; then
    reason="no test ran"
    [ "$code" -ne 0 ] || code=1
elif [ "$code" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
    reason="a test project crashed, hung or had no test (dotnet test ended with $code)"
fi
finish "$reason" "${passed:-0}" "${failed:-0}" "${skipped:-0}" "$code"
