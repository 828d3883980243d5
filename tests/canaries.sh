#!/usr/bin/env bash
# Searches dump, logs, traces, audit and the dashboard's bundle for canaries: tests/README.md. Builds nothing that is built.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1

[[ -f artifacts/bin/SecureObs.Api.Tests/debug/SecureObs.Api.Tests.dll ]] || dotnet build tests/SecureObs.Api.Tests --nologo -v quiet
dotnet test --project tests/SecureObs.Api.Tests --no-build --no-progress -- \
  --filter-class "*CanaryTests" --filter-class "*NoSecretLeavesTests" --filter-class "*OwnKeyTests" \
  --filter-class "*ErrorHygieneTests" --filter-class "*StoredDataTests" --filter-class "*SecretTypeTests"

bundle=src/SecureObs.Api/wwwroot
[[ -f $bundle/index.html ]] || { echo "The dashboard is not built: ./run builds it." >&2; exit 1; }
echo "== $bundle: $(find "$bundle" -type f | wc -l) files"
forms='sob[sir]_[A-Za-z0-9_-]{32,}|-----BEGIN [A-Z ]*PRIVATE KEY|8Q~[A-Za-z0-9_~.-]{31}|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\b[sr]k_(live|test)_[A-Za-z0-9]{16}|eyJ[A-Za-z0-9_-]{10,}\.eyJ'
found=0
grep -raEl "$forms" "$bundle" && found=1
grep -raFl "$PWD" "$bundle" && found=1
find "$bundle" -name '*.map' | grep . && found=1
for key in .local/demo-key; do
  [[ -f $key ]] && grep -raFlf "$key" "$bundle" && found=1
done
[[ $found -eq 0 ]] || { echo "The bundle holds what it must not." >&2; exit 1; }
echo "Nothing was found."
