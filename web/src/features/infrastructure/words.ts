import type { AttackPath, EdgeFamily, Evidence, Exposure, GraphEdge, GraphNode } from '../../api/types'

/** Worst first. */
export const exposures: readonly Exposure[] = ['internet', 'unknown', 'restricted', 'private', 'none']

export const families: readonly EdgeFamily[] = ['network', 'identity', 'data', 'containment', 'dependency']

type Said = { name: string; means: string }

export const exposureWords: Record<Exposure, Said> = {
  internet: { name: 'Internet', means: 'Any machine of the internet can send packets to it.' },
  unknown: { name: 'Unknown', means: 'Whether it can be reached depends on what is not known yet.' },
  restricted: { name: 'Restricted', means: 'Named addresses outside can send packets to it.' },
  private: { name: 'Private', means: 'Only neighbours in its networks can send packets to it.' },
  none: { name: 'Not exposed', means: 'Nothing says that packets reach it.' },
}

export const evidenceWords: Record<Evidence, Said> = {
  observed: { name: 'Observed', means: 'Known values of the plan say so.' },
  inferred: { name: 'Inferred', means: 'It follows from defaults of the provider, or from equal names.' },
  'unknown-dependent': {
    name: 'Depends on unknowns',
    means: 'It holds or not by a value that is not known before apply.',
  },
}

export const familyWords: Record<EdgeFamily, string> = {
  network: 'Network',
  identity: 'Identity',
  data: 'Data access',
  dependency: 'Dependency',
  containment: 'Containment',
}

export const assetWords: Record<AttackPath['asset'], string> = {
  none: '',
  storage: 'Storage',
  database: 'Database',
  secrets: 'Secrets',
  admin: 'Administrator rights',
}

export const kindWords: Record<GraphNode['kind'], string> = {
  other: 'Resource',
  entry: 'Entry point',
  compute: 'Compute',
  forwarder: 'Gateway',
  segment: 'Network',
  identity: 'Identity',
  store: 'Store',
  group: 'Group',
}

const verbWords: Record<GraphEdge['verb'], string> = {
  contains: 'contains',
  'sits-in': 'sits in',
  reaches: 'reaches',
  'forwards-to': 'forwards to',
  filters: 'filters',
  'peers-with': 'peers with',
  'runs-as': 'runs as',
  'may-assume': 'may assume',
  controls: 'controls',
  'may-read': 'may read',
  'may-write': 'may write',
  'depends-on': 'depends on',
}

/** "reaches tcp/22" */
export const verbOf = ({ verb, ports }: Pick<GraphEdge, 'verb' | 'ports'>) =>
  ports ? `${verbWords[verb]} ${ports}` : verbWords[verb]

const outsiders: Record<string, string> = { internet: 'Internet', anyone: 'Anyone', ci: 'CI system' }

export type AddressParts = { module: string; name: string; type: string }

/**
 * What a person calls a resource: `module.net["a"].azurerm_subnet.app["x.y"]` is `app["x.y"]`, an azurerm_subnet in
 * `module.net["a"]`. Dots within keys do not separate.
 */
export function partsOf(address: string): AddressParts {
  const outside = outsiders[address]
  if (outside) return { module: '', name: outside, type: '' }
  const steps = address.match(/(?:[^.[]|\[(?:"(?:\\.|[^"\\])*"|[^\]]*)\])+/g) ?? [address]
  const name = steps.at(-1) ?? address
  const type = steps.at(-2) ?? ''
  return { module: steps.slice(0, steps.at(-3) === 'data' ? -3 : -2).join('.'), name, type }
}

/** "linux virtual machine" of azurerm_linux_virtual_machine; the provider says nothing that a person asks for first. */
export const typeWords = (type: string) => type.replace(/^[a-z]+_/, '').replaceAll('_', ' ')

/** An address without the keys of instances: all instances of one block have the same, in all instances of its module. */
export const withoutKeys = (address: string) => address.replace(/\[(?:"(?:\\.|[^"\\])*"|[^\]]*)\]/g, '')
