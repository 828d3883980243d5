import template from '../../../../../integrations/azure-devops/secureobs.yml?raw'
import { apiUrl, between, fill, imageIn, type Place, withoutComments } from './fill'

export const variableGroup = 'secureobs'

/** The steps of the template, in a pipeline that takes the key from a variable group. */
export function azure(place: Place): string {
  const steps = fill(withoutComments(between(template, 'steps:\n')), /\$\{\{ parameters\.(\w+) \}\}/g, {
    apiUrl: apiUrl(place),
    projectId: place.projectId,
    tenantId: place.tenantId,
    failOnBlocking: '"True"',
    image: imageIn(template),
  })
  const pool = 'trigger: [main]\npool:\n  vmImage: ubuntu-latest\n'
  return `${pool}variables:\n  - group: ${variableGroup}\n${steps}`
}
