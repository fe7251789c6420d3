// The function app on Flex Consumption. Its settings hold no secret: storage, Language and email go by identity, webhooks and keys are Key Vault references.
param name string
param location string
param tags object
param hostingModel string
param identityId string
param identityClientId string
param hostStorageName string
param dataStorageName string
param packageContainer string
param vaultName string
param secretSettings string[]
param plainSettings object
param insightsName string
param subnetId string
param maximumInstanceCount int
param instanceMemoryMB int

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: 'https://${hostStorageName}.blob.${environment().suffixes.storage}/${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: hostingModel == 'isolated'
        ? { name: 'dotnet-isolated', version: '10.0' }
        : { name: 'custom', version: '1.0' }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
      }
    }
    siteConfig: { minTlsVersion: '1.2' }
  }

  resource noPublishingPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

// Written out: primaryEndpoints of a zone-redundant account is documented to name its blobs only.
var platformSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: 'https://${hostStorageName}.blob.${environment().suffixes.storage}/'
  AzureWebJobsStorage__queueServiceUri: 'https://${hostStorageName}.queue.${environment().suffixes.storage}/'
  AzureWebJobsStorage__tableServiceUri: 'https://${hostStorageName}.table.${environment().suffixes.storage}/'
  DataStorage__credential: 'managedidentity'
  DataStorage__clientId: identityClientId
  DataStorage__blobServiceUri: 'https://${dataStorageName}.blob.${environment().suffixes.storage}/'
  DataStorage__queueServiceUri: 'https://${dataStorageName}.queue.${environment().suffixes.storage}/'
  // DefaultAzureCredential takes this identity; there may be others on the app one day.
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  PUBLIC_URL: 'https://${app.properties.defaultHostName}'
}

// TEAMS_WEBHOOK_DESK is the secret teams-webhook-desk. While the secret is absent the setting holds this text, which the app refuses as an address.
var references = toObject(
  secretSettings,
  setting => setting,
  setting => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${toLower(replace(setting, '_', '-'))})'
)

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(platformSettings, plainSettings, references)
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
