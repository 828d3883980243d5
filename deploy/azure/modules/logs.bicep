// Where logs of the API, of PostgreSQL and of Key Vault go.
param name string
param location string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 90 }
}

output id string = workspace.id
output name string = workspace.name
