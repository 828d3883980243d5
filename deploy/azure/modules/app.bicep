// The nodes of the API, and the job that brings roles, schema and keys up to date.
param name string
param location string
param host string
param contact string
param image string
param registry string
param directory string
param apiClientId string
param spaClientId string
param leastReplicas int
param mostReplicas int
param subnetId string
param subnetPrefix string
param logsName string
param identityId string
param identityPrincipalId string
param vaultUri string
param databaseHost string
param storageName string
param shareName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = { name: logsName }
resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: storageName }
resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registry)) { name: registry }

var pull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource pulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registry)) {
  scope: images
  name: guid(resourceGroup().id, registry, identityId, pull)
  properties: { roleDefinitionId: pull, principalId: identityPrincipalId, principalType: 'ServicePrincipal' }
}

resource apps 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-apps'
  location: location
  properties: {
    zoneRedundant: true
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    peerAuthentication: { mtls: { enabled: true } }
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: workspace.properties.customerId, sharedKey: workspace.listKeys().primarySharedKey }
    }
  }

  resource state 'storages' = {
    name: 'state'
    properties: {
      azureFile: { accountName: storage.name, accountKey: storage.listKeys().keys[0].value, shareName: shareName, accessMode: 'ReadWrite' }
    }
  }
}

var registries = empty(registry) ? [] : [{ server: '${registry}${environment().suffixes.acrLoginServer}', identity: identityId }]
// The API runs as 1654, and nobody else may read its keys.
var volumes = [{ name: 'state', storageType: 'AzureFile', storageName: apps::state.name, mountOptions: 'uid=1654,gid=1654,dir_mode=0700,file_mode=0600,mfsymlinks,nobrl' }]
var mounts = [{ volumeName: 'state', mountPath: '/var/lib/secureobs' }]
var installationKey = '/var/lib/secureobs/installation-key'
var database = 'Host=${databaseHost};SSL Mode=VerifyFull'
var admin = ['/app/admin/secureobs-admin']
var small = { cpu: json('0.5'), memory: '1Gi' }

resource api 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-api'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: apps.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, transport: 'auto', allowInsecure: false }
      registries: registries
      secrets: [{ name: 'api-password', keyVaultUrl: '${vaultUri}secrets/api-password', identity: identityId }]
    }
    template: {
      terminationGracePeriodSeconds: 60
      volumes: volumes
      scale: {
        minReplicas: leastReplicas
        maxReplicas: mostReplicas
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '100' } } }]
      }
      containers: [
        {
          name: 'api'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          volumeMounts: mounts
          env: [
            { name: 'AllowedHosts', value: host }
            { name: 'AzureAd__TenantId', value: directory }
            { name: 'AzureAd__ClientId', value: apiClientId }
            { name: 'Spa__ClientId', value: spaClientId }
            { name: 'Security__Contact', value: 'mailto:${contact}' }
            { name: 'ConnectionStrings__SecureObs', value: '${database};Database=secureobs;Username=secureobs_api' }
            { name: 'Database__Password', secretRef: 'api-password' }
            { name: 'Secrets__InstallationKeyFile', value: installationKey }
            { name: 'Transport__KnownNetworks__0', value: subnetPrefix }
            // Each node keeps what waits for the database to itself.
            { name: 'Audit__SpoolDirectory', value: '/tmp/spool' }
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 3, failureThreshold: 40 }
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 10, failureThreshold: 3 }
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080 }, periodSeconds: 5, failureThreshold: 3 }
          ]
        }
      ]
    }
  }
  dependsOn: [pulls]
}

resource migrate 'Microsoft.App/jobs@2024-03-01' = {
  name: '${name}-migrate'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: apps.id
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 1800
      replicaRetryLimit: 2
      registries: registries
      secrets: [
        { name: 'postgres-password', keyVaultUrl: '${vaultUri}secrets/postgres-password', identity: identityId }
        { name: 'migrator-password', keyVaultUrl: '${vaultUri}secrets/migrator-password', identity: identityId }
        { name: 'api-password', keyVaultUrl: '${vaultUri}secrets/api-password', identity: identityId }
      ]
    }
    template: {
      volumes: volumes
      // Each runs to its end, and repeating it is harmless.
      initContainers: [
        { name: 'installation-key', image: image, command: admin, args: ['secrets', 'create', '--if-none', installationKey], volumeMounts: mounts, resources: small }
        { name: 'keys', image: image, command: admin, args: ['keys', 'create', '--if-none', '--directory', '/var/lib/secureobs/keys'], volumeMounts: mounts, resources: small }
        {
          name: 'setup'
          image: image
          command: admin
          args: ['setup']
          resources: small
          env: [
            { name: 'SECUREOBS_ADMIN_DB', value: '${database};Database=postgres;Username=postgres_admin' }
            { name: 'SECUREOBS_ADMIN_PASSWORD', secretRef: 'postgres-password' }
            { name: 'SECUREOBS_MIGRATOR_PASSWORD', secretRef: 'migrator-password' }
            { name: 'SECUREOBS_API_PASSWORD', secretRef: 'api-password' }
          ]
        }
      ]
      containers: [
        {
          name: 'migrate'
          image: image
          command: admin
          args: ['migrate']
          resources: small
          env: [
            { name: 'SECUREOBS_ADMIN_DB', value: '${database};Database=secureobs;Username=secureobs_migrator' }
            { name: 'SECUREOBS_ADMIN_PASSWORD', secretRef: 'migrator-password' }
          ]
        }
      ]
    }
  }
  dependsOn: [pulls]
}

output address string = api.properties.configuration.ingress.fqdn
output verification string = api.properties.customDomainVerificationId
output migrateJob string = migrate.name
