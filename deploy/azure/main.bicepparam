using 'main.bicep'

// What is yours. Passwords come from the environment: export SECUREOBS_POSTGRES_PASSWORD=$(openssl rand -hex 24) and so on.
param host = 'secureobs.example.com'
param contact = 'security@example.com'
param image = 'example.azurecr.io/secureobs/api:0.1.0'
param registry = 'example'
param apiClientId = '8d1f3f0e-52a4-4c1d-8a54-6c2f7e9b0a02'
param spaClientId = 'b7e6c9d4-1c35-4f0b-9c58-2f8a4d6e0b03'
param postgresPassword = readEnvironmentVariable('SECUREOBS_POSTGRES_PASSWORD')
param migratorPassword = readEnvironmentVariable('SECUREOBS_MIGRATOR_PASSWORD')
param apiPassword = readEnvironmentVariable('SECUREOBS_API_PASSWORD')
