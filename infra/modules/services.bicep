// What the app calls: secrets, entity recognition, email. None of them takes a key; the app's identity has a role on each.
param environmentName string
param suffix string
param vaultName string
param location string
param tags object
param emailDataLocation string
param emailDomain string
param emailDomainVerified bool
param isPublic bool

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: isPublic ? 'Allow' : 'Deny'
    }
  }
}

resource language 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'lang-${environmentName}-${suffix}'
  location: location
  tags: tags
  kind: 'TextAnalytics'
  sku: { name: 'S' }
  properties: {
    // Entra ID works only with a subdomain of its own.
    customSubDomainName: 'lang-${environmentName}-${suffix}'
    disableLocalAuth: true
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: isPublic ? 'Allow' : 'Deny' }
  }
}

resource email 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'email-${environmentName}-${suffix}'
  location: 'global'
  tags: tags
  properties: { dataLocation: emailDataLocation }
}

// A domain of Azure's own works at once, for ten mails an hour.
resource domain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: email
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'AzureManaged'
    userEngagementTracking: 'Disabled'
  }
}

// Your own domain is linked when its DNS records are verified; linking it earlier fails.
resource ownDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = if (!empty(emailDomain)) {
  parent: email
  name: empty(emailDomain) ? 'none' : emailDomain
  location: 'global'
  tags: tags
  properties: {
    domainManagement: 'CustomerManaged'
    userEngagementTracking: 'Disabled'
  }
}

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: 'acs-${environmentName}-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: emailDataLocation
    linkedDomains: emailDomainVerified ? [ownDomain.id] : [domain.id]
  }
}

// What becomes of the emails. Its own identity lets it write to a queue without a key.
resource emailTopic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: 'evgt-email-${environmentName}-${suffix}'
  location: 'global'
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    source: communication.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

output vaultId string = vault.id
output vaultName string = vault.name
output languageId string = language.id
output languageName string = language.name
output languageEndpoint string = language.properties.endpoint
output communicationName string = communication.name
output communicationEndpoint string = 'https://${communication.properties.hostName}'
output emailTopicName string = emailTopic.name
output emailTopicPrincipalId string = emailTopic.identity.principalId
output emailServiceName string = email.name
output sender string = emailDomainVerified ? 'DoNotReply@${emailDomain}' : 'DoNotReply@${domain.properties.fromSenderDomain}'
