import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import { NameDialog } from '../../components/name-dialog'
import { useTenant } from '../tenants/use-tenant'
import classes from './data.module.css'

export function DeletionSection() {
  const tenant = useTenant()
  const client = useQueryClient()
  const [asking, { open, close }] = useDisclosure()
  const ask = queries.useMutation('post', '/api/tenants/{tenantId}/deletion', {
    // Its page of a closed organisation stands in place of this one from then on.
    onSuccess: () => client.invalidateQueries({ queryKey: ['get', '/api/me'] }),
  })
  return (
    <div className={classes.danger}>
      <ul>
        <li>
          At once, {tenant.name} is closed: nobody sees anything of it, its API keys are refused, and
          pipelines that ask the gate fail.
        </li>
        <li>For seven days an owner can take that back, and everything is as it was.</li>
        <li>
          After that everything is deleted for ever: projects, findings, decisions, people’s memberships and
          the audit trail. Backups of whoever runs SecureObs for you may keep it for longer.
        </li>
      </ul>
      <Text>Ask for an archive first if you may need anything of it, and download it.</Text>
      <div>
        <Button color="danger" onClick={open}>
          Close and delete this organisation …
        </Button>
      </div>
      <NameDialog
        opened={asking}
        title={`Close and delete ${tenant.name}?`}
        name={tenant.name}
        confirm={`Close and delete ${tenant.name}`}
        busy={ask.isPending}
        error={ask.error}
        failed={`${tenant.name} was not closed.`}
        onConfirm={(name) => ask.mutate({ params: { path: { tenantId: tenant.id } }, body: { name } })}
        onClose={() => {
          ask.reset()
          close()
        }}
      >
        <Text>
          It is closed for everybody now, and deleted after seven days. Pipelines that send findings or ask
          the gate fail from now on.
        </Text>
      </NameDialog>
    </div>
  )
}
