import { Button } from '@mantine/core'
import type { Offer } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import classes from './plan.module.css'
import { keptWords, limitWords } from './usage'

type Props = {
  offers: Offer[]
  owner: boolean
  buying: string | null
  onChoose: (plan: string) => void
}

/** The plans beside each other, each as a list of what it allows. */
export function Offers({ offers, owner, buying, onChoose }: Props) {
  return (
    <ul className={classes.offers}>
      {offers.map((offer) => (
        <li key={offer.key} className={classes.offer} data-current={offer.current || undefined}>
          <div className={classes.usageHead}>
            <h3>{offer.name}</h3>
            {offer.current && <StateBadge state="pass">Current</StateBadge>}
          </div>
          <ul className={classes.allows}>
            {(['projects', 'members', 'findings'] as const).map((what) => (
              <li key={what}>{limitWords(offer[what], what)}</li>
            ))}
            <li>{keptWords(offer.retentionDays)}</li>
          </ul>
          {owner && offer.canBuy && !offer.current && (
            <Button
              mt="auto"
              aria-label={`Choose ${offer.name}`}
              loading={buying === offer.key}
              disabled={buying !== null && buying !== offer.key}
              onClick={() => onChoose(offer.key)}
            >
              Choose
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
