// Event Grid tells the app's blob trigger of every dropped article. The subscription needs the running app: Event Grid asks its endpoint to confirm.
param topicName string
param location string
param tags object
param dataStorageName string
param appName string
param subscribe bool

resource dataStorage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: dataStorageName
}

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

// Looked up only then: list functions are evaluated even for a resource that is not deployed. The blobs extension makes the key when it first starts; Event Grid never shows it again.
var endpointKey = subscribe ? listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension : ''

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: topicName
  location: location
  tags: tags
  properties: {
    source: dataStorage.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15' = if (subscribe) {
  parent: topic
  name: 'articles'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.IngestArticle&code=${endpointKey}'
        maxEventsPerBatch: 1
        preferredBatchSizeInKilobytes: 64
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/articles/blobs/'
    }
    // What is lost after a day, Reconcile has long found in the container.
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
  }
}

output topicId string = topic.id
