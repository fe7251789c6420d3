using './main.bicep'

// azd sets these from its environment; with az, export them or write values here. No secret belongs into this file.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'alliance')
param operationsEmail = readEnvironmentVariable('OPERATIONS_EMAIL')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param hostingModel = readEnvironmentVariable('HOSTING_MODEL', 'custom') == 'isolated' ? 'isolated' : 'custom'
param subscribeToEvents = bool(readEnvironmentVariable('SUBSCRIBE_TO_EVENTS', 'false'))
param privateEndpoints = bool(readEnvironmentVariable('PRIVATE_ENDPOINTS', 'false'))
param teamsWebhooks = [
  'TEAMS_WEBHOOK_ALLIANCE_DESK'
  'TEAMS_WEBHOOK_TECHNOLOGY'
]
