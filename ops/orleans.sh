#!/usr/bin/env bash
# Switches OrleansProxy.Silo and its tests on where the Orleans packages can be restored, and off where they cannot.
# Arguments go to dotnet restore, for example: ops/orleans.sh --source /srv/packages --source https://api.nuget.org/v3/index.json
# Ends with 0 when Orleans is on, with 3 when it is off.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off

readonly switch=Directory.Build.local.props
# Inside the repository, so that a NuGet.config of its owner holds here too; obj/ is ignored by git.
readonly probe=obj/orleans
framework=$(sed -n 's/.*<TargetFramework>\(.*\)<\/TargetFramework>.*/\1/p' Directory.Build.props)
version=$(sed -n 's/.*<OrleansVersion>\(.*\)<\/OrleansVersion>.*/\1/p' Directory.Packages.props)
packages=$(sed -n 's/.*<PackageVersion Include="\(Microsoft\.Orleans\.[^"]*\)".*/\1/p' Directory.Packages.props)

rm -rf "$probe"
mkdir -p "$probe"
echo '<Project />' | tee "$probe/Directory.Build.props" "$probe/Directory.Build.targets" >"$probe/Directory.Packages.props"
{
    echo '<Project Sdk="Microsoft.NET.Sdk">'
    echo "  <PropertyGroup><TargetFramework>$framework</TargetFramework></PropertyGroup>"
    echo '  <ItemGroup>'
    for package in $packages; do
        echo "    <PackageReference Include=\"$package\" Version=\"[$version]\" />"
    done
    echo '  </ItemGroup>'
    echo '</Project>'
} >"$probe/probe.csproj"

if ! dotnet restore "$probe/probe.csproj" "$@" </dev/null >"$probe/restore.log" 2>&1; then
    rm -f "$switch"
    echo "Orleans is off: its packages ($version) do not restore here ($probe/restore.log says why)"
    exit 3
fi

# Later restores of the solution need the same sources.
sources=
previous=
for argument in "$@"; do
    case $previous in
        -s | --source) sources="$sources;$([ -d "$argument" ] && (cd "$argument" && pwd) || echo "$argument")" ;;
    esac
    previous=$argument
done
sources=$(printf '%s' "${sources#;}" | sed 's/&/\&amp;/g; s/</\&lt;/g')

{
    echo '<Project>'
    echo '  <!-- Written by ops/orleans.sh. -->'
    echo '  <PropertyGroup>'
    echo "    <Orleans Condition=\"'\$(Orleans)' == ''\">true</Orleans>"
    [ -z "$sources" ] || echo "    <RestoreAdditionalProjectSources>$sources</RestoreAdditionalProjectSources>"
    echo '  </PropertyGroup>'
    echo '</Project>'
} >"$switch"
echo "Orleans is on: its packages ($version) restore here"
