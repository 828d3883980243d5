import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../../../api/types'
import { location, plural } from '../../../components/formats'
import panels from '../../../components/panels/panels.module.css'
import { useTenantId } from '../../tenants/use-tenant'
import { statusWords } from '../statuses'
import classes from './finding.module.css'
import { revealed } from './text-pieces'

type Same = NonNullable<FindingDetail['sameSecret']>

/** Where else the secret has to be taken out; the places of every project, settled ones too. */
export function SameSecret({ count, places }: Same) {
  const tenantId = useTenantId()
  return (
    <section className={panels.card} aria-labelledby="same-secret">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="same-secret">
          Same secret
        </Title>
      </div>
      <div className={classes.cardBody}>
        <Text>{sameSecretSentence(count)}</Text>
        {places.length > 0 && (
          <ul className={classes.plainList}>
            {places.map((place) => (
              <li key={place.findingId}>
                <span className={classes.grow}>
                  <Anchor
                    underline="always"
                    renderRoot={(props) => (
                      <Link
                        to="/tenants/$tenantId/findings/$findingId"
                        params={{ tenantId, findingId: place.findingId }}
                        search={{}}
                        {...props}
                      />
                    )}
                  >
                    {place.filePath ? revealed(location(place.filePath, place.startLine)) : 'No file'}
                  </Anchor>
                  <Text c="dimmed" size="sm">
                    {place.projectName}
                    {place.status !== 'open' && `, ${statusWords[place.status].toLowerCase()}`}
                  </Text>
                </span>
              </li>
            ))}
            {count > places.length && (
              <li>
                <Text c="dimmed">And {plural(count - places.length, 'older one')}.</Text>
              </li>
            )}
          </ul>
        )}
      </div>
    </section>
  )
}

export const sameSecretSentence = (count: number) =>
  count === 0
    ? 'No other finding of the organisation has it.'
    : `Also at ${plural(count, 'other place')}. Revoking it once ends them all.`
