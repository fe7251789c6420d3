// AllianceMonitor in one resource group. docs/deploy.md says how to use it, step by step.
targetScope = 'resourceGroup'

@description('Short name of this installation; part of every resource name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Region. One that offers Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('custom: the self-contained custom handler. isolated: the head on the .NET isolated worker.')
@allowed(['custom', 'isolated'])
param hostingModel string = 'custom'

@description('Subscribe to events of dropped articles and of emails that did not arrive. False for the first deployment: the endpoint answers only when the code is there.')
param subscribeToEvents bool = false

@description('App settings that hold Teams webhook addresses. Each is a Key Vault reference to the secret of the same name in lower case with hyphens.')
param teamsWebhooks string[] = []

@description('Further app settings that hold secrets, by name: the same rule as for Teams webhooks.')
param secretSettings string[] = ['LINK_KEY']

@description('Who recognises names: embedded, or azure-language, which is paid by the article.')
@allowed(['embedded', 'azure-language'])
param recognizer string = 'embedded'

@description('Further app settings that are no secrets.')
param extraSettings object = {}

@description('Address that operations mails (alert rules) go to.')
param operationsEmail string

@description('Object id of the user or group that drops articles, edits the configuration and sets secrets. Empty: nobody is given these rights here.')
param operatorPrincipalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string = 'User'

@description('Where Communication Services keeps its data at rest.')
param emailDataLocation string = 'Europe'

@description('Your own domain for the sender of mails, e.g. news.example.com. Empty: a domain of Azure, for tests.')
param emailDomain string = ''

@description('The DNS records of emailDomain are verified: mails come from it from now on.')
param emailDomainVerified bool = false

@description('No public access to storage, vault and Language; the app reaches them through private endpoints.')
param privateEndpoints bool = false

@description('Instances that Flex Consumption may scale out to.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('An alert is raised when no article was taken in for this many hours.')
@allowed([1, 2, 3, 4, 5, 6, 24, 48])
param quietHours int = 24

@description('An alert is raised when the oldest visible message of a queue is older than this many seconds.')
@minValue(60)
param oldestMessageSeconds int = 900

@description('Days for which deleted or overwritten blobs can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 14

param tags object = {}

var allTags = union({ 'azd-env-name': environmentName }, tags)
var suffix = uniqueString(resourceGroup().id, environmentName)
var names = {
  app: 'func-${environmentName}-${suffix}'
  host: take('sthost${replace(environmentName, '-', '')}${suffix}', 24)
  data: take('stdata${replace(environmentName, '-', '')}${suffix}', 24)
  vault: take('kv-${environmentName}-${suffix}', 24)
}
var access = loadJsonContent('access.json')
var packageContainer = 'app-package'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${environmentName}-${suffix}'
  location: location
  tags: allTags
}

module network 'modules/network.bicep' = if (privateEndpoints) {
  name: 'network'
  params: {
    name: 'vnet-${environmentName}-${suffix}'
    location: location
    tags: allTags
  }
}

module hostStorage 'modules/storage.bicep' = {
  name: 'host-storage'
  params: {
    name: names.host
    location: location
    tags: allTags
    containers: [packageContainer]
    softDeleteDays: softDeleteDays
    isPublic: !privateEndpoints
    admitsEventGrid: false
  }
}

module dataStorage 'modules/storage.bicep' = {
  name: 'data-storage'
  params: {
    name: names.data
    location: location
    tags: allTags
    containers: objectKeys(access.containers)
    queues: access.queues
    lifecycleRules: loadJsonContent('lifecycle.json')
    softDeleteDays: softDeleteDays
    isPublic: !privateEndpoints
    admitsEventGrid: true
  }
}

module services 'modules/services.bicep' = {
  name: 'services'
  params: {
    environmentName: environmentName
    suffix: suffix
    vaultName: names.vault
    location: location
    tags: allTags
    emailDataLocation: emailDataLocation
    emailDomain: emailDomain
    emailDomainVerified: emailDomainVerified && !empty(emailDomain)
    isPublic: !privateEndpoints
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    environmentName: environmentName
    suffix: suffix
    location: location
    tags: allTags
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    appPrincipalId: identity.properties.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    vaultName: services.outputs.vaultName
    languageName: services.outputs.languageName
    communicationName: services.outputs.communicationName
    insightsName: monitoring.outputs.insightsName
    emailTopicPrincipalId: services.outputs.emailTopicPrincipalId
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (privateEndpoints) {
  name: 'private-endpoints'
  params: {
    namePrefix: 'pe-${environmentName}'
    location: location
    tags: allTags
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
    targets: [
      { name: 'host-blob', resourceId: hostStorage.outputs.id, group: 'blob' }
      { name: 'host-queue', resourceId: hostStorage.outputs.id, group: 'queue' }
      { name: 'data-blob', resourceId: dataStorage.outputs.id, group: 'blob' }
      { name: 'data-queue', resourceId: dataStorage.outputs.id, group: 'queue' }
      { name: 'vault', resourceId: services.outputs.vaultId, group: 'vault' }
      { name: 'language', resourceId: services.outputs.languageId, group: 'account' }
    ]
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: names.app
    location: location
    tags: allTags
    hostingModel: hostingModel
    identityId: identity.id
    identityClientId: identity.properties.clientId
    hostStorageName: hostStorage.outputs.name
    dataStorageName: dataStorage.outputs.name
    packageContainer: packageContainer
    vaultName: services.outputs.vaultName
    secretSettings: concat(teamsWebhooks, secretSettings)
    plainSettings: union(
      {
        RECOGNIZER: recognizer
        LANGUAGE_ENDPOINT: services.outputs.languageEndpoint
        COMMUNICATION_SERVICES: services.outputs.communicationEndpoint
        EMAIL_FROM: services.outputs.sender
        TEAMS_ALLOWED_HOSTS: 'logic.azure.com,api.powerplatform.com'
      },
      extraSettings
    )
    insightsName: monitoring.outputs.insightsName
    subnetId: privateEndpoints ? network!.outputs.appSubnetId : ''
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
  }
  dependsOn: [roles, endpoints]
}

module articleEvents 'modules/article-events.bicep' = {
  name: 'article-events'
  params: {
    topicName: 'evgt-${environmentName}-${suffix}'
    location: location
    tags: allTags
    dataStorageName: dataStorage.outputs.name
    appName: app.outputs.name
    subscribe: subscribeToEvents
  }
}

// Not with the first deployment either: by the second, the role that lets Event Grid send has come into force.
module emailEvents 'modules/email-events.bicep' = if (subscribeToEvents) {
  name: 'email-events'
  params: {
    topicName: services.outputs.emailTopicName
    dataStorageName: dataStorage.outputs.name
  }
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    environmentName: environmentName
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    topicId: articleEvents.outputs.topicId
    operationsEmail: operationsEmail
    quietHours: quietHours
    oldestMessageSeconds: oldestMessageSeconds
  }
}

output AZURE_FUNCTION_APP_NAME string = app.outputs.name
output PUBLIC_URL string = app.outputs.url
output DATA_STORAGE_NAME string = dataStorage.outputs.name
output HOST_STORAGE_NAME string = hostStorage.outputs.name
output KEY_VAULT_NAME string = services.outputs.vaultName
output EMAIL_SERVICE_NAME string = services.outputs.emailServiceName
output EMAIL_SENDER string = services.outputs.sender
output WORKSPACE_NAME string = monitoring.outputs.workspaceName
output APP_IDENTITY_CLIENT_ID string = identity.properties.clientId
