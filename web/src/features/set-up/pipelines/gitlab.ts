import component from '../../../../../integrations/gitlab/secureobs.yml?raw'
import { apiUrl, between, fill, imageIn, type Place, secretName, withoutComments } from './fill'

/** The job of the component. Every job has the variables of its project, so the text only says which one it needs. */
export const gitlab = (place: Place): string =>
  `# ${secretName} is a masked variable of the project.\n` +
  fill(withoutComments(between(component, 'secureobs:\n  stage')), /\$\[\[ inputs\.([\w-]+) \]\]/g, {
    'api-url': apiUrl(place),
    'project-id': place.projectId,
    'tenant-id': place.tenantId,
    'fail-on-blocking': 'true',
    image: imageIn(component),
    stage: 'test',
  })
