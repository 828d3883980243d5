// One network: nodes of the API, PostgreSQL, and private endpoints. Nothing but the ingress of Container Apps has a public address.
param name string
param location string

var prefixes = { all: '10.40.0.0/16', apps: '10.40.0.0/23', database: '10.40.2.0/28', endpoints: '10.40.3.0/27' }

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [prefixes.all] }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: prefixes.apps
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: prefixes.database
          delegations: [{ name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: prefixes.endpoints, privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }

  resource apps 'subnets' existing = { name: 'apps' }
  resource database 'subnets' existing = { name: 'database' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

var zones = ['${name}.private.postgres.database.azure.com', 'privatelink.vaultcore.azure.net', 'privatelink.file.${environment().suffixes.storage}']

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for each in zones: {
    name: each
    location: 'global'
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (each, index) in zones: {
    parent: zone[index]
    name: name
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output appsSubnetId string = network::apps.id
output appsPrefix string = prefixes.apps
output databaseSubnetId string = network::database.id
output endpointsSubnetId string = network::endpoints.id
// The link comes before whoever resolves names in the zone.
output databaseZoneId string = link[0].id == '' ? '' : zone[0].id
output vaultZoneId string = zone[1].id
output filesZoneId string = zone[2].id
