import { Anchor } from '@mantine/core'

/** Where limits are explained, from wherever one was met; also outside of the router, where notifications are. */
export function PlanLink() {
  const home = /^\/tenants\/[^/]+/.exec(location.pathname)?.[0]
  return (
    home && (
      <Anchor href={`${home}/plan`} underline="always" inherit>
        See the plan and what is used
      </Anchor>
    )
  )
}
