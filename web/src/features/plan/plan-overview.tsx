import { Anchor, Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Plan, Subscription } from '../../api/types'
import { usePreferences } from '../../app/preferences'
import { localTime } from '../../components/formats'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { isOwner, useTenant } from '../tenants/use-tenant'
import { Offers } from './offers'
import classes from './plan.module.css'
import { standingOf } from './subscription'
import { keptWords } from './usage'
import { UsageBar } from './usage-bar'
import { useBilling } from './use-billing'

export function PlanOverview({ plan }: { plan: Plan }) {
  const tenant = useTenant()
  const owner = isOwner(tenant)
  const billing = useBilling()
  const { enabled, plans } = plan.billing
  const { projects, members, findings } = plan.limits
  const isLimited = [projects, members, findings].some((one) => one !== null)
  return (
    <>
      <section aria-labelledby="plan-current">
        <div className={classes.head}>
          <Title order={2} id="plan-current">
            {plan.plan.name}
          </Title>
          {plan.subscription && <SubscriptionState subscription={plan.subscription} owner={owner} />}
          {enabled && owner && plan.subscription && (
            <Button variant="default" loading={billing.opening} onClick={billing.open}>
              Invoices and payment
            </Button>
          )}
        </div>
        {billing.error && (
          <ProblemPanel error={billing.error} what="The page for payment could not be opened." />
        )}
        <div className={classes.usages}>
          {(['projects', 'members', 'findings'] as const).map((what) => (
            <UsageBar key={what} what={what} used={plan.usage[what]} limit={plan.limits[what]} />
          ))}
        </div>
        <Text mt="md">
          {keptWords(plan.limits.retentionDays)}, unless an owner says otherwise on the page{' '}
          <Anchor
            inherit
            underline="always"
            renderRoot={(props) => (
              <Link to="/tenants/$tenantId/data" params={{ tenantId: tenant.id }} {...props} />
            )}
          >
            Data
          </Anchor>
          .
        </Text>
        {isLimited && (
          <Text c="dimmed">Nothing that is there is taken away at a limit: only more of it is refused.</Text>
        )}
      </section>
      {enabled && plans.length > 0 && (
        <section aria-labelledby="plan-offers">
          <Title order={2} id="plan-offers" mb={4}>
            Plans
          </Title>
          <Text c="dimmed" mb="md">
            {offersWords(owner, plan)}
          </Text>
          <Offers offers={plans} owner={owner} buying={billing.buying} onChoose={billing.buy} />
        </section>
      )}
    </>
  )
}

type StateProps = { subscription: Subscription; owner: boolean }

function SubscriptionState({ subscription, owner }: StateProps) {
  const { timeZone } = usePreferences()
  const end = subscription.periodEndsAt
  const { state, word, sentence } = standingOf(subscription, end && localTime(end, timeZone).slice(0, 10))
  const runs = subscription.status === 'active' || subscription.status === 'trialing'
  return (
    <div className={classes.standing}>
      <StateBadge state={state}>{word}</StateBadge>
      <Text>
        {sentence}
        {!owner && !runs && ' An owner can do that.'}
      </Text>
    </div>
  )
}

function offersWords(owner: boolean, { billing, subscription }: Plan): string {
  if (!owner) return 'An owner can change the plan.'
  if (subscription && !billing.plans.some((one) => one.canBuy))
    return 'Change or end what you have under “Invoices and payment”.'
  return 'Every plan has all scanners, the gate and the audit trail. Paying is on a page of Stripe.'
}
