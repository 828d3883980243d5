import jenkinsfile from '../../../../../integrations/jenkins/Jenkinsfile?raw'
import { apiUrl, between, imageIn, type Place, withoutComments } from './fill'

export const credential = 'secureobs-api-key'

/** The pipeline with values instead of parameters, which the first build of a Jenkinsfile does not know yet. */
export function jenkins(place: Place): string {
  const values = {
    PROJECT_ID: place.projectId,
    TENANT_ID: place.tenantId,
    SECUREOBS_API_URL: apiUrl(place),
    IMAGE: imageIn(jenkinsfile),
  }
  const lines = Object.entries(values).map(([name, value]) => `    ${name} = '${value}'\n`)
  const pipeline = withoutComments(between(jenkinsfile, 'pipeline {\n'))
  return pipeline.replace(between(pipeline, '  parameters {\n', '  stages {'), () =>
    ['  environment {\n', ...lines, '  }\n'].join(''),
  )
}
