// A share for what nodes have in common beside the database: the keys that sign, the installation key, and what waits to be written.
param name string
param location string
param subnetId string
param zoneId string

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${toLower(name)}${uniqueString(resourceGroup().id)}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
    // Container Apps mounts shares by the account's key.
    allowSharedKeyAccess: true
  }

  resource files 'fileServices' = {
    name: 'default'
    properties: { shareDeleteRetentionPolicy: { enabled: true, days: 30 } }

    resource share 'shares' = {
      name: 'state'
      properties: { shareQuota: 10 }
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '${name}-files'
  location: location
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [{ name: 'files', properties: { privateLinkServiceId: storage.id, groupIds: ['file'] } }]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: 'files', properties: { privateDnsZoneId: zoneId } }] }
  }
}

output storageName string = storage.name
output shareName string = storage::files::share.name
