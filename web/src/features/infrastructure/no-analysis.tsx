import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CommandBlock } from '../../components/command-block'

const commands = `terraform plan -out plan.bin
terraform show -json plan.bin > plan.json
secureobs plan preview plan.json
secureobs scan --terraform-plan-json plan.json`

export function NoAnalysis() {
  return (
    <Stack maw={760} gap="md">
      <div>
        <Title order={2}>No Terraform plan has been analysed yet</Title>
        <Text c="dimmed">
          The command reduces a plan to a list of harmless attributes on the machine where it runs, and sends
          only those. What would leave, the third line shows.
        </Text>
      </div>
      <CommandBlock text={commands} label="Analyse a Terraform plan" />
      <Text c="dimmed">
        It needs the address and a key of this project, as{' '}
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link from="/tenants/$tenantId/projects/$projectId/infrastructure" to=".." {...props} />
          )}
        >
          its runs
        </Anchor>{' '}
        do. The analysis appears here by itself.
      </Text>
    </Stack>
  )
}
