import type { components } from '../../api/schema'
import { plural } from '../../components/formats'

export type RuleAlias = components['schemas']['RuleAliasItem']
export type AliasPreview = components['schemas']['RuleAliasPreview']

/** What an alias changes at once. */
export function previewWords({ oldFindings, newFindings, joined }: AliasPreview): string[] {
  return [
    `${plural(oldFindings, 'finding has', 'findings have')} the old name, ${newFindings} the new one.`,
    joined === 0
      ? 'None would be joined now; findings to come are compared under both names.'
      : `${plural(joined, 'new finding becomes', 'new findings become')} an old one again, with its decisions and history.`,
  ]
}
