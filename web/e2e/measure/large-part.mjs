/** A part of a graph with 300 resources that do not fold: 25 networks, each with what differs from what the others have. */
export function largePart() {
  /** @type {object[]} */
  const nodes = []
  /** @type {object[]} */
  const edges = []
  const add = (
    /** @type {string} */ type,
    /** @type {string} */ kind,
    /** @type {number | null} */ parent,
    exposure = 'private',
  ) => {
    const number = nodes.length
    nodes.push({
      number,
      address: type ? `${type}.r${number}` : 'internet',
      type,
      kind,
      exposure,
      asset: 'none',
      parent,
      actions: ['create'],
      children: kind === 'segment' ? 11 : 0,
      findings: number % 7 === 0 ? 3 : 0,
      worst: number % 7 === 0 ? 'HIGH' : null,
    })
    return number
  }
  const link = (
    /** @type {number} */ source,
    /** @type {number} */ target,
    /** @type {string} */ verb,
    /** @type {string} */ family,
    ports = '',
  ) =>
    edges.push({
      number: edges.length,
      source,
      target,
      sourceAddress: `n${source}`,
      targetAddress: `n${target}`,
      verb,
      family,
      evidence: 'observed',
      ports,
      detail: '',
      basis: [],
    })
  const internet = add('', 'entry', null, 'internet')
  for (let network = 0; network < 25; network++) {
    const segment = add('azurerm_subnet', 'segment', null)
    const balancer = add('azurerm_lb', 'forwarder', segment, 'internet')
    link(internet, balancer, 'reaches', 'network', 'tcp/443')
    for (let at = 0; at < 3; at++) {
      const machine = add('azurerm_linux_virtual_machine', 'compute', segment)
      const identity = add('azurerm_user_assigned_identity', 'identity', segment)
      const store = add('azurerm_storage_account', 'store', segment)
      link(balancer, machine, 'forwards-to', 'network', 'tcp/8080')
      link(machine, identity, 'runs-as', 'identity')
      link(identity, store, 'may-read', 'data')
    }
    if (network < 24) add('azurerm_key_vault', 'store', segment)
  }
  return { nodes, edges, hidden: 0 }
}
