import action from '../../../../../integrations/github/action.yml?raw'
import workflow from '../../../../../integrations/github/secureobs.yml?raw'
import { apiUrl, between, fill, imageIn, type Place, secretName, withoutComments } from './fill'

const expression = (name: string) => `\${{ ${name} }}`

/** A workflow of its own: the job of the one that others call, with the step of the action in it. */
export function github(place: Place): string {
  const job = between(workflow, 'permissions:\n', '      - uses: secureobs/')
  const step = fill(withoutComments(between(action, '    # Inputs reach')), /\$\{\{ inputs\.([\w-]+) \}\}/g, {
    'api-key': expression(`secrets.${secretName}`),
    'api-url': apiUrl(place),
    token: expression('github.token'),
    'project-id': place.projectId,
    'tenant-id': place.tenantId,
    'fail-on-blocking': '"true"',
    image: imageIn(action),
  })
  const on = 'name: SecureObs\non:\n  push:\n    branches: [main]\n  pull_request:\n'
  return `${on}${job}${step.replace(/^(?=.)/gm, '  ')}`
}
