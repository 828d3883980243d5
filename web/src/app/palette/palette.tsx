import '@mantine/spotlight/styles.css'
import { useMantineColorScheme } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useProjects } from '../../features/projects/use-projects'
import { signOut } from '../../features/sign-in/session'
import { mayAdminister, useTenant } from '../../features/tenants/use-tenant'
import { places } from './go-to'

const [store, spotlight] = createSpotlight()

type Action = { id: string; label: string; hint?: string; run: () => void }

/** What scrolls can be reached by keys. The list hands it on to its scroll area, which its type does not say. */
const focusable: object = { viewportProps: { tabIndex: 0 } }

/** Everything by name, from anywhere. Loaded when it is first asked for. */
export default function Palette({ asked, help }: { asked: number; help: () => void }) {
  const [text, setText] = useState('')
  const groups = useActions(help, text.trim())
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  const fitting = groups
    .map(({ label, actions }) => ({ label, actions: actions.filter((one) => fits(one, text)).slice(0, 8) }))
    .filter((group) => group.actions.length > 0)
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      overlayProps={{ backgroundOpacity: 0.4 }}
    >
      <Spotlight.Search
        placeholder="Go to a page or project, or search findings"
        aria-label="Go to a page or project, or search findings"
      />
      <Spotlight.ActionsList {...focusable}>
        {fitting.map(({ label, actions }) => (
          <Spotlight.ActionsGroup label={label} key={label}>
            {actions.map(({ id, label: name, hint, run }) => (
              <Spotlight.Action
                key={id}
                label={name}
                {...(hint ? { description: hint } : {})}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

const fits = ({ id, label }: Action, text: string) =>
  id === 'search' || label.toLowerCase().includes(text.trim().toLowerCase())

function useActions(help: () => void, text: string): { label: string; actions: Action[] }[] {
  const tenant = useTenant()
  const tenantId = tenant.id
  const navigate = useNavigate()
  const projects = useProjects(tenantId)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const dark = colorScheme === 'dark'
  return [
    {
      label: 'Pages',
      actions: [
        ...places.map(({ letter, name, to }) => ({
          id: name,
          label: name,
          hint: `g ${letter}`,
          run: () => void navigate({ to, params: { tenantId } }),
        })),
        ...(mayAdminister(tenant)
          ? [
              {
                id: 'set-up',
                label: 'Set-up guide',
                hint: 'A project, from its key to its first run',
                run: () => void navigate({ to: '/tenants/$tenantId/set-up', params: { tenantId } }),
              },
            ]
          : []),
      ],
    },
    {
      label: 'Projects',
      actions: projects.items.map(({ id, name }) => ({
        id,
        label: name,
        run: () =>
          void navigate({
            to: '/tenants/$tenantId/projects/$projectId',
            params: { tenantId, projectId: id },
          }),
      })),
    },
    // Behind what is called so: who types "Runs" and Enter goes there.
    {
      label: 'Findings',
      actions: text
        ? [
            {
              id: 'search',
              label: `Search findings for “${text}”`,
              run: () =>
                void navigate({ to: '/tenants/$tenantId/findings', params: { tenantId }, search: { text } }),
            },
          ]
        : [],
    },
    {
      label: 'This browser',
      actions: [
        {
          id: 'scheme',
          label: dark ? 'Use light colours' : 'Use dark colours',
          run: () => setColorScheme(dark ? 'light' : 'dark'),
        },
        { id: 'keys', label: 'Keyboard shortcuts', hint: '?', run: help },
        { id: 'out', label: 'Sign out', run: () => void signOut() },
      ],
    },
  ]
}
