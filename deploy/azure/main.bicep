// SecureObs on Azure: Container Apps, PostgreSQL Flexible Server, Key Vault, in a network of its own. docs/deploy.md says how to use it, and
// that it was linted and compiled, never deployed.
//   az deployment group create --resource-group RG --template-file main.bicep --parameters main.bicepparam

@description('Begins the names of everything; letters and digits.')
@minLength(3)
@maxLength(11)
param name string = 'secureobs'

param location string = resourceGroup().location

@description('The name under which people and pipelines reach it, such as secureobs.example.com.')
param host string

@description('Who hears of a weakness of this installation: an address of mail.')
param contact string

@description('The image of the API, which deploy/docker/Dockerfile makes.')
param image string

@description('The name of the Azure Container Registry in this resource group that has the image; empty for a public one.')
param registry string = ''

@description('Entra: the directory whose people may sign in.')
param directory string = tenant().tenantId

@description('Entra: the client ids that register-entra.sh prints.')
param apiClientId string
param spaClientId string

@description('How many nodes of the API there are at least, and at most.')
@minValue(2)
param leastReplicas int = 2
param mostReplicas int = 6

@description('Flexible Server: its size, and whether a standby in another zone takes over.')
param databaseSku string = 'Standard_D2ds_v5'
param databaseStorageGB int = 128
@allowed(['ZoneRedundant', 'SameZone', 'Disabled'])
param databaseStandby string = 'ZoneRedundant'

@secure()
@minLength(24)
param postgresPassword string
@secure()
@minLength(24)
param migratorPassword string
@secure()
@minLength(24)
param apiPassword string

module network 'modules/network.bicep' = {
  name: 'network'
  params: { name: name, location: location }
}

module logs 'modules/logs.bicep' = {
  name: 'logs'
  params: { name: name, location: location }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: name
    location: location
    subnetId: network.outputs.endpointsSubnetId
    zoneId: network.outputs.vaultZoneId
    logsId: logs.outputs.id
    postgresPassword: postgresPassword
    migratorPassword: migratorPassword
    apiPassword: apiPassword
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.databaseZoneId
    logsId: logs.outputs.id
    sku: databaseSku
    storageGB: databaseStorageGB
    standby: databaseStandby
    password: postgresPassword
  }
}

module state 'modules/state.bicep' = {
  name: 'state'
  params: {
    name: name
    location: location
    subnetId: network.outputs.endpointsSubnetId
    zoneId: network.outputs.filesZoneId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    host: host
    contact: contact
    image: image
    registry: registry
    directory: directory
    apiClientId: apiClientId
    spaClientId: spaClientId
    leastReplicas: leastReplicas
    mostReplicas: mostReplicas
    subnetId: network.outputs.appsSubnetId
    subnetPrefix: network.outputs.appsPrefix
    logsName: logs.outputs.name
    identityId: vault.outputs.identityId
    identityPrincipalId: vault.outputs.identityPrincipalId
    vaultUri: vault.outputs.uri
    databaseHost: database.outputs.host
    storageName: state.outputs.storageName
    shareName: state.outputs.shareName
  }
}

@description('Where the CNAME of the host points to.')
output address string = app.outputs.address

@description('What the TXT record asuid.HOST must hold.')
output verification string = app.outputs.verification

@description('Run this job once now, and at each upgrade: az containerapp job start --name … --resource-group …')
output migrateJob string = app.outputs.migrateJob
