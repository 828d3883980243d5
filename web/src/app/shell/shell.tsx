import { AppShell, Burger, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { Logo } from '../../components/logo'
import { TenantGate } from '../../features/tenants/tenant-gate'
import { Navigation } from './navigation'
import { Notices } from './notices'
import classes from './shell.module.css'

export function Shell() {
  const [open, { toggle, close }] = useDisclosure()
  return (
    <TenantGate>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <AppShell
        layout="alt"
        header={{ height: { base: 48, sm: 0 } }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !open } }}
      >
        <AppShell.Header hiddenFrom="sm" withBorder>
          <Group h="100%" px="sm">
            <Burger opened={open} onClick={toggle} size="sm" aria-label="Navigation" />
            <Logo />
          </Group>
        </AppShell.Header>
        <AppShell.Navbar className={classes.navbar}>
          <Group hiddenFrom="sm" mb="xs">
            <Burger opened={open} onClick={toggle} size="sm" aria-label="Close navigation" />
          </Group>
          <Navigation onNavigate={close} />
        </AppShell.Navbar>
        <AppShell.Main id="content" className={classes.main}>
          <Notices />
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </TenantGate>
  )
}
