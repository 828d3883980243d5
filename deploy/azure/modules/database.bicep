// PostgreSQL: in the network alone, TLS alone, a standby in another zone, backups of 35 days in two regions.
param name string
param location string
param subnetId string
param zoneId string
param logsId string
param sku string
param storageGB int
param standby string
@secure()
param password string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: sku, tier: startsWith(sku, 'Standard_B') ? 'Burstable' : startsWith(sku, 'Standard_E') ? 'MemoryOptimized' : 'GeneralPurpose' }
  properties: {
    version: '17'
    administratorLogin: 'postgres_admin'
    administratorLoginPassword: password
    authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' }
    storage: { storageSizeGB: storageGB, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Enabled' }
    highAvailability: { mode: standby }
    network: { delegatedSubnetResourceId: subnetId, privateDnsZoneArmResourceId: zoneId, publicNetworkAccess: 'Disabled' }
  }
}

// What goes wrong is logged without the row; passwords are never hashed by MD5. One after the other: the server takes one change at a time.
var settings = [
  { name: 'log_error_verbosity', value: 'terse' }
  { name: 'require_secure_transport', value: 'on' }
  { name: 'ssl_min_protocol_version', value: 'TLSv1.2' }
  { name: 'password_encryption', value: 'scram-sha-256' }
  { name: 'azure.accepted_password_auth_method', value: 'scram-sha-256' }
]

@batchSize(1)
resource parameters 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = [
  for each in settings: {
    parent: server
    name: each.name
    properties: { value: each.value, source: 'user-override' }
  }
]

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'logs'
  properties: { workspaceId: logsId, logs: [{ category: 'PostgreSQLLogs', enabled: true }] }
}

output host string = server.properties.fullyQualifiedDomainName
