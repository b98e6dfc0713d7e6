#!/usr/bin/env bash
# Runs OrleansProxy and its peers side by side on loopback and prints medians and ratios. Ends with 1 if any request failed.
#
#   ops/bench/run.sh                          everything: about ten minutes
#   ops/bench/run.sh --install                installs the peers and tools first (as root on Debian, with apt-get)
#   ops/bench/run.sh --only passthrough       one workload, or several parted by commas:
#                                             passthrough, tunnels, bulk, idle, parts (what each of our own parts costs); none
#   ops/bench/run.sh --peers nginx,ats        against these alone (nginx, squid, ats, tinyproxy; none)
#   ops/bench/run.sh --ours FILE              this built OrleansProxy.Server, instead of publishing the sources here
#   ops/bench/run.sh --rounds 3 --seconds 8   how often each is measured, and for how long
#   ops/bench/run.sh --warmup 10              seconds of load before our first round, for the just-in-time compiler
#   ops/bench/run.sh --idle-rounds 1 --idle-count 4000 --settle 10    for the idle tunnels
#   ops/bench/run.sh --rule-count 10000       rules in force in the part "ours-rules"
#   ops/bench/run.sh --tunnel-end fin         tunnels end with an ordinary close instead of a reset
#   ops/bench/run.sh --samples FILE           keeps the samples there; the tables are of all that it holds
#   ops/bench/run.sh --write                  writes RESULTS.md
#   ops/bench/run.sh --keep                   leaves the folder with configurations and logs behind
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LC_ALL=C

workloads=passthrough,tunnels,bulk,idle,parts peers=nginx,squid,ats,tinyproxy ours='' samples=''
rounds=3 seconds=6 warmup=10 idle_rounds=1 idle_count=4000 settle=10 rule_count=10000 tunnel_end=reset wrk_threads=1 origin_workers=1
install=no write=no keep=no quiet=no

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2; exit 2; }

while [ $# -gt 0 ]; do
    case $1 in
        --install) install=yes ;;
        --write) write=yes ;;
        --keep) keep=yes ;;
        --quiet) quiet=yes ;;
        --only) workloads=${2:?}; shift ;;
        --peers) peers=${2:?}; shift ;;
        --ours) ours=$(realpath "${2:?}"); shift ;;
        --rounds) rounds=${2:?}; shift ;;
        --seconds) seconds=${2:?}; shift ;;
        --warmup) warmup=${2:?}; shift ;;
        --idle-rounds) idle_rounds=${2:?}; shift ;;
        --idle-count) idle_count=${2:?}; shift ;;
        --rule-count) rule_count=${2:?}; shift ;;
        --settle) settle=${2:?}; shift ;;
        --tunnel-end) tunnel_end=${2:?}; shift ;;
        --samples) samples=$(realpath -m "${2:?}"); shift ;;
        --wrk-threads) wrk_threads=${2:?}; shift ;;
        --origin-workers) origin_workers=${2:?}; shift ;;
        *) usage ;;
    esac
    shift
done

for file in processes origin proxies table workloads/passthrough workloads/tunnels workloads/bulk workloads/idle workloads/parts; do
    # shellcheck source=/dev/null
    source "$here/$file.sh"
done

if [ "$install" = yes ]; then
    apt-get -q update </dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get -y -q install --no-install-recommends \
            nginx-light squid trafficserver tinyproxy wrk gcc libc6-dev curl procps </dev/null || exit 1
    # Debian starts them; the bench has processes of its own.
    for service in nginx squid trafficserver tinyproxy; do service "$service" stop >/dev/null 2>&1; done
fi

declare -A program_of=([nginx]=nginx [squid]=squid [ats]=traffic_server [tinyproxy]=tinyproxy)
IFS=, read -ra chosen <<<"${peers/#none/}"
for peer in "${chosen[@]}"; do
    [ -n "${program_of[$peer]:-}" ] || usage
    command -v "${program_of[$peer]}" >/dev/null || { echo "$peer is not installed; see --install or --peers" >&2; exit 1; }
done
for program in nginx gcc wrk curl pgrep; do
    command -v "$program" >/dev/null || { echo "$program is missing; see --install" >&2; exit 1; }
done

work=$(mktemp -d /tmp/orleansproxy-bench.XXXXXX)
chmod 755 "$work" # the peers have users of their own
finish() {
    stop "${!pid_of[@]}"
    [ "$keep" = yes ] && echo "kept: $work" || rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM
ulimit -n "$(ulimit -Hn)"

tools=$work/tools
mkdir "$tools"
for tool in tunnels bulk idle echo; do
    gcc -O2 -Wall -Wextra -std=gnu17 -o "$tools/$tool" "$here/$tool.c" || exit 1
done
if [ -z "$ours" ] && [ "$workloads" != none ]; then
    dotnet publish -c Release -v quiet -o "$work/published" "$root/src/OrleansProxy.Server" || exit 1
    ours=$work/published/OrleansProxy.Server
fi
samples=${samples:-$work/samples.tsv}

# Peers and we take turns: nginx, ours, squid, ... in each round.
proxies=() tunnelling=()
for peer in "${chosen[@]}"; do
    proxies+=("$peer")
    [ "${#proxies[@]}" -ne 1 ] || proxies+=(ours)
done
[ "${#proxies[@]}" -gt 0 ] || proxies=(ours)
for proxy in "${proxies[@]}"; do ! can_tunnel "$proxy" || tunnelling+=("$proxy"); done

if [ "$workloads" != none ]; then
    start_origin
    for workload in ${workloads//,/ }; do
        case $workload in
            passthrough | tunnels | bulk | idle | parts) forget_samples "$workload"; "$workload" ;;
            *) usage ;;
        esac
    done
fi

tables
[ "$write" = no ] || write_results
! grep -q "	failed	[^0]" "$samples"
