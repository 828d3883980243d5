import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'

/** @typedef {{ attributes?: Record<string, unknown>, references?: Record<string, string>, unknown?: string[], redacted?: string[] }} Parts */

/** What a client makes of a plan and sends: docs/terraform.md. Written by hand; a reference counts as unknown until apply. */
class Topology {
  /** @type {object[]} */
  resources = []
  /** @type {object[]} */
  references = []

  /**
   * @param {string} address
   * @param {Parts} parts
   */
  add(address, { attributes = {}, references = {}, unknown = [], redacted = [] } = {}) {
    const [type = '', name = ''] = address.split('.')
    this.resources.push({
      address,
      type,
      name: name.replace(/\[.*/, ''),
      mode: 'managed',
      moduleAddress: null,
      providerName: 'registry.terraform.io/hashicorp/azurerm',
      changeActions: ['create'],
      safeAttributes: { name: name.replace(/\W+/g, '-'), ...attributes },
      unknownAttributePaths: [...unknown, ...Object.keys(references)],
      redactedAttributePaths: redacted,
    })
    for (const [attributePath, targetAddress] of Object.entries(references))
      this.references.push({
        sourceAddress: address,
        targetAddress,
        attributePath,
        referenceType: 'terraform',
      })
  }
}

const group = { resource_group_name: 'azurerm_resource_group.shop' }

/** @param {Record<string, unknown>} values */
const rule = (values) => ({
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_port_range: '*',
  destination_address_prefix: '*',
  ...values,
})

/**
 * A machine that everybody reaches and that may read a vault, workers behind it, a database, public pictures.
 * @param {{ open: boolean }} how Whether SSH is open to the internet, or to an office alone.
 */
export function shop({ open }) {
  const made = new Topology()
  made.add('azurerm_resource_group.shop', { attributes: { location: 'westeurope' } })
  network(made, open)
  machines(made)
  stores(made)
  return made
}

/**
 * @param {Topology} made
 * @param {boolean} open
 */
function network(made, open) {
  const ssh = rule({
    name: 'ssh',
    priority: 100,
    destination_port_range: '22',
    source_address_prefix: open ? '*' : '198.51.100.0/24',
  })
  const data = [
    rule({
      name: 'postgres',
      priority: 100,
      destination_port_range: '5432',
      source_address_prefix: '10.0.1.0/24',
    }),
    rule({
      name: 'rest',
      priority: 4000,
      access: 'Deny',
      protocol: '*',
      destination_port_range: '*',
      source_address_prefix: '*',
    }),
  ]
  made.add('azurerm_virtual_network.shop', {
    attributes: { address_space: ['10.0.0.0/16'] },
    references: group,
  })
  for (const [name, prefix, security_rule] of [
    ['web', '10.0.1.0/24', [ssh]],
    ['data', '10.0.2.0/24', data],
  ]) {
    made.add(`azurerm_subnet.${name}`, {
      attributes: { address_prefixes: [prefix] },
      references: { ...group, virtual_network_name: 'azurerm_virtual_network.shop' },
    })
    made.add(`azurerm_network_security_group.${name}`, { attributes: { security_rule }, references: group })
    made.add(`azurerm_subnet_network_security_group_association.${name}`, {
      references: {
        subnet_id: `azurerm_subnet.${name}`,
        network_security_group_id: `azurerm_network_security_group.${name}`,
      },
    })
  }
  made.add('azurerm_public_ip.web', { attributes: { allocation_method: 'Static' }, references: group })
}

/** @param {Topology} made */
function machines(made) {
  made.add('azurerm_network_interface.web', {
    attributes: { ip_configuration: [{ name: 'internal', private_ip_address_allocation: 'Dynamic' }] },
    references: {
      ...group,
      'ip_configuration[0].subnet_id': 'azurerm_subnet.web',
      'ip_configuration[0].public_ip_address_id': 'azurerm_public_ip.web',
    },
  })
  made.add('azurerm_linux_virtual_machine.web', {
    attributes: {
      size: 'Standard_B1s',
      disable_password_authentication: true,
      identity: [{ type: 'SystemAssigned' }],
    },
    references: { ...group, network_interface_ids: 'azurerm_network_interface.web' },
    unknown: ['identity[0].principal_id', 'public_ip_address'],
    redacted: ['admin_password'],
  })
  for (let at = 0; at < 6; at++) {
    made.add(`azurerm_network_interface.worker[${at}]`, {
      attributes: { ip_configuration: [{ name: 'internal' }] },
      references: { ...group, 'ip_configuration[0].subnet_id': 'azurerm_subnet.web' },
    })
    made.add(`azurerm_linux_virtual_machine.worker[${at}]`, {
      attributes: { size: 'Standard_B1s' },
      references: { ...group, network_interface_ids: `azurerm_network_interface.worker[${at}]` },
    })
  }
}

/** @param {Topology} made */
function stores(made) {
  made.add('azurerm_key_vault.shop', {
    attributes: {
      sku_name: 'standard',
      rbac_authorization_enabled: true,
      public_network_access_enabled: true,
    },
    references: group,
  })
  made.add('azurerm_role_assignment.secrets', {
    attributes: { role_definition_name: 'Key Vault Secrets User' },
    references: { scope: 'azurerm_key_vault.shop', principal_id: 'azurerm_linux_virtual_machine.web' },
  })
  made.add('azurerm_postgresql_flexible_server.orders', {
    attributes: { version: '16', public_network_access_enabled: false },
    references: { ...group, delegated_subnet_id: 'azurerm_subnet.data' },
  })
  made.add('azurerm_storage_account.site', {
    attributes: { public_network_access_enabled: true, allow_nested_items_to_be_public: true },
    references: group,
  })
  made.add('azurerm_storage_container.pictures', {
    attributes: { container_access_type: 'container' },
    references: { storage_account_id: 'azurerm_storage_account.site' },
  })
  made.add('azurerm_user_assigned_identity.deploy', { references: group })
  made.add('azurerm_federated_identity_credential.github', {
    attributes: {
      issuer: 'https://token.actions.githubusercontent.com',
      subject: 'repo:example/shop:pull_request',
    },
    references: { ...group, parent_id: 'azurerm_user_assigned_identity.deploy' },
  })
  made.add('azurerm_role_assignment.deploy', {
    attributes: { scope: '/subscriptions/22222222-2222-2222-2222-222222222222' },
    references: { principal_id: 'azurerm_user_assigned_identity.deploy' },
    unknown: ['role_definition_name'],
  })
}

/**
 * Opens a run on a branch and sends a topology to it, as a pipeline does.
 * @param {import('./host.mjs').Ready} ready
 * @param {Topology} topology
 * @param {{ run: string, branch: string }} where
 */
export async function sendTopology(ready, topology, { run, branch }) {
  const { resources, references } = topology
  await post(ready, `projects/${ready.projectId}/runs`, { pipelineRunId: run, branch, commit: null })
  return post(ready, 'infrastructure-analyses/terraform-plan', {
    schemaVersion: 1,
    projectId: ready.projectId,
    pipelineRunId: run,
    planDigest: createHash('sha256').update(JSON.stringify(resources)).digest('hex'),
    formatVersion: '1.2',
    terraformVersion: '1.11.4',
    terraformRootId: null,
    sourceRevision: null,
    warnings: ['module.legacy: the provider is not in the allowlist'],
    resources,
    references,
  })
}

/**
 * @param {import('./host.mjs').Ready} ready
 * @param {string} path
 * @param {object} body
 */
export async function post(ready, path, body) {
  const response = await fetch(`${ready.apiUrl.replace(/\/$/, '')}/${path}`, {
    method: 'POST',
    headers: { 'X-Api-Key': ready.apiKey, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  assert.ok(response.ok, `${path} answered ${response.status}: ${JSON.stringify(answer)}`)
  return answer
}
