#!/usr/bin/env bash
# The two app registrations that SecureObs needs in Microsoft Entra ID: the API with its permission access_as_user, and the dashboard, a
# single page that asks for it.   register-entra.sh HOST [NAME]
# Repeating it changes nothing but the dashboard's addresses. Needs: az (signed in as somebody who may register applications), jq.
set -euo pipefail
[[ $# -ge 1 && $# -le 2 ]] || { echo "Usage: register-entra.sh HOST [NAME]     e.g. register-entra.sh secureobs.example.com" >&2; exit 2; }
host=$1 name=${2:-SecureObs}
[[ $host =~ ^[a-z0-9.-]+(:[0-9]+)?$ ]] || { echo "$host is no name of a host." >&2; exit 2; }
for tool in az jq; do
  command -v "$tool" >/dev/null || { echo "$tool was not found." >&2; exit 1; }
done

graph=https://graph.microsoft.com/v1.0
# A fixed id for the permission, so that a second run finds it.
scope=5f0c6c1e-8a0e-4a57-9d0c-7d2b1f4e9a10

# registration NAME: the object id of the one registration of that name, which is made when there is none.
registration() {
  local found
  found=$(az ad app list --filter "displayName eq '$1'" --query '[].id' --output tsv)
  case $(grep -c . <<<"$found") in
    0) az ad app create --display-name "$1" --sign-in-audience AzureADMyOrg --query id --output tsv ;;
    1) echo "$found" ;;
    *) echo "There are several registrations called $1: give another name." >&2; return 1 ;;
  esac
}

client_of() { az ad app show --id "$1" --query appId --output tsv; }

# patch OBJECT JSON
patch() { az rest --method PATCH --url "$graph/applications/$1" --headers Content-Type=application/json --body "$2" --output none; }

# Sign-in needs the application in the directory, too.
principal() { az ad sp show --id "$1" --output none 2>/dev/null || az ad sp create --id "$1" --output none; }

api=$(registration "$name API")
api_client=$(client_of "$api")
# Tokens of version 2; the permission is asked of people, and administrators may give it for all.
patch "$api" "$(jq -nc --arg client "$api_client" --arg scope "$scope" --arg name "$name" '{
  identifierUris: ["api://\($client)"],
  api: {
    requestedAccessTokenVersion: 2,
    oauth2PermissionScopes: [{
      id: $scope, value: "access_as_user", type: "User", isEnabled: true,
      adminConsentDisplayName: "Use \($name)", adminConsentDescription: "Lets the dashboard of \($name) act as the person who is signed in.",
      userConsentDisplayName: "Use \($name)", userConsentDescription: "Lets the dashboard of \($name) act as you."
    }]
  }
}')"

spa=$(registration "$name Dashboard")
spa_client=$(client_of "$spa")
patch "$spa" "$(jq -nc --arg host "$host" --arg client "$api_client" --arg scope "$scope" '{
  spa: { redirectUris: ["https://\($host)/redirect.html", "https://\($host)/"] },
  requiredResourceAccess: [{ resourceAppId: $client, resourceAccess: [{ id: $scope, type: "Scope" }] }]
}')"
principal "$api_client"
principal "$spa_client"
# The dashboard is ours: nobody is asked whether it may use the API.
patch "$api" "$(jq -nc --arg client "$spa_client" --arg scope "$scope" '{ api: { preAuthorizedApplications: [{ appId: $client, delegatedPermissionIds: [$scope] }] } }')"

cat <<END
AzureAd__TenantId=$(az account show --query tenantId --output tsv)
AzureAd__ClientId=$api_client
Spa__ClientId=$spa_client
END
