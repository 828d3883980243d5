import { Button, Text } from '@mantine/core'
import type { Plan } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import classes from './plan.module.css'
import type { PlanSearch } from './plan-search'
import { holds } from './use-plan'

type Props = { checkout: NonNullable<PlanSearch['checkout']>; plan: Plan | undefined; onClose: () => void }

/** For whoever comes back from the checkout. */
export function CheckoutNotice({ checkout, plan, onClose }: Props) {
  const arrived = holds(plan?.subscription?.status)
  return (
    <div className={classes.notice} role="status">
      {checkout === 'cancelled' && (
        <>
          <StateBadge state="neutral">Not bought</StateBadge>
          <Text>Nothing was bought and nothing has changed. You can choose a plan at any time.</Text>
        </>
      )}
      {checkout === 'done' && !arrived && (
        <>
          <StateBadge state="pending">Being confirmed</StateBadge>
          <Text>
            Thank you. The plan holds as soon as the payment is confirmed; this page shows it by itself.
          </Text>
        </>
      )}
      {checkout === 'done' && arrived && (
        <>
          <StateBadge state="pass">Bought</StateBadge>
          <Text>Thank you. {plan?.plan.name} holds from now on.</Text>
        </>
      )}
      <Button variant="default" size="xs" onClick={onClose}>
        Close
      </Button>
    </div>
  )
}
