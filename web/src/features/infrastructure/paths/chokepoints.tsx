import { Button, Text, Title } from '@mantine/core'
import type { AttackPath, Chokepoint } from '../../../api/types'
import { plural } from '../../../components/formats'
import panels from '../../../components/panels/panels.module.css'
import { EvidenceBadge } from '../badges'
import { Breakable } from '../breakable'
import { useView } from '../use-infrastructure'
import classes from './paths.module.css'

/** How many are worth reading; the first ones cut most. */
const shown = 5

export function Chokepoints({ chokepoints, paths }: { chokepoints: Chokepoint[]; paths: AttackPath[] }) {
  const { change } = useView()
  if (chokepoints.length === 0) return null
  return (
    <section className={`${panels.card} ${classes.aside}`} aria-labelledby="cut-here">
      <Title order={2} id="cut-here">
        Cut here
      </Title>
      <Text c="dimmed" size="sm">
        The hops whose removal closes most.
      </Text>
      <ol className={classes.chokepoints}>
        {chokepoints.slice(0, shown).map(({ edge, sentence, cuts, paths: over }) => {
          const path = paths.find((one) => one.hops.some((hop) => hop.edge === edge.number))
          return (
            <li key={edge.number}>
              <p>
                <Breakable text={sentence} />
              </p>
              <div className={classes.chokeFacts}>
                <span>
                  <strong>{plural(cuts, 'way')}</strong> closed, on {plural(over, 'path')}
                </span>
                <EvidenceBadge evidence={edge.evidence} />
                {path && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    aria-label={`Show on its path: ${sentence}`}
                    onClick={() => change({ path: path.id, edge: edge.number })}
                  >
                    Show
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
