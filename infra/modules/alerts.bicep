// Rules that wake somebody. Queue depth and age come from the function MeasureQueues, since Azure Storage measures neither per queue.
param environmentName string
param location string
param tags object
param workspaceId string
param topicId string
param operationsEmail string
param quietHours int
param oldestMessageSeconds int

resource operations 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${environmentName}-operations'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'alliance'
    enabled: true
    emailReceivers: [
      {
        name: 'operations'
        emailAddress: operationsEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

var measured = 'AppTraces | parse Message with * "Queue " Queue ": " Messages:long " messages, oldest " Age:long " s" * | where isnotempty(Queue)'
var rules = [
  {
    name: 'poison-depth'
    description: 'A poison queue holds messages that nobody takes: KeepPoison functions fail or do not run.'
    severity: 1
    window: 'PT15M'
    query: '${measured} | where Queue endswith "-poison" and Messages > 0'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'oldest-message'
    description: 'A message has waited longer than ${oldestMessageSeconds} seconds.'
    severity: 2
    window: 'PT15M'
    query: '${measured} | where Age > ${oldestMessageSeconds}'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'dead-letters'
    description: 'Something failed for good and was put into deadletter/.'
    severity: 2
    window: 'PT15M'
    query: 'AppTraces | where Message has "Dead letter:"'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failed-deliveries'
    description: 'A notification was refused, did not arrive, was parked as uncertain or given up after 76 hours.'
    severity: 2
    window: 'PT15M'
    query: 'AppTraces | where Message matches regex @"Delivery [0-9a-f]+ of \\S+: (Refused|Uncertain|Expired|Bounced)"'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failing-functions'
    description: 'More than ten runs of functions failed within a quarter of an hour.'
    severity: 2
    window: 'PT15M'
    query: 'AppRequests | where Success == false'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'no-article'
    description: 'No article was taken in for ${quietHours} hours.'
    severity: 3
    window: quietHours < 24 ? 'PT${quietHours}H' : 'P${quietHours / 24}D'
    query: 'AppRequests | where Name == "IngestArticle" and Success == true'
    operator: 'LessThan'
    threshold: 1
  }
]

resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${environmentName}-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'AllianceMonitor ${environmentName}: ${rule.name}'
      description: rule.description
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      // The tables come into being with the first telemetry.
      skipQueryValidation: true
      actions: { actionGroups: [operations.id] }
    }
  }
]

resource droppedEvents 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-${environmentName}-dropped-events'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid gave up telling the app of an article; Reconcile takes it in, later.'
    enabled: true
    severity: 3
    scopes: [topicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dropped'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DroppedEventCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: [{ actionGroupId: operations.id }]
  }
}
