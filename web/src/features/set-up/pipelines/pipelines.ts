import type { Platform } from '../set-up-search'
import { azure, variableGroup } from './azure'
import { type Place, secretName } from './fill'
import { github } from './github'
import { gitlab } from './gitlab'
import { credential, jenkins } from './jenkins'
import { askForKey, shell } from './shell'

export type Pipeline = {
  name: string
  /** Where the key is kept: what that is called, the name of the secret there, and the way to it. */
  secret: { kind: string; name: string; way: string; command?: string }
  /** What the text is pasted into. */
  file: string
  text: (place: Place) => string
  note: string
}

export const pipelines: Record<Platform, Pipeline> = {
  github: {
    name: 'GitHub Actions',
    secret: {
      kind: 'secret of the repository',
      name: secretName,
      way: 'Settings → Secrets and variables → Actions → New repository secret',
    },
    file: '.github/workflows/secureobs.yml',
    text: github,
    note: 'It comments pull requests, and fails when the gate blocks.',
  },
  azure: {
    name: 'Azure DevOps',
    secret: {
      kind: `secret variable of a variable group named ${variableGroup}`,
      name: secretName,
      way: 'Pipelines → Library → Variable group; close the lock beside its value',
    },
    file: 'azure-pipelines.yml',
    text: azure,
    note: 'For comments the build service needs “Contribute to pull requests”.',
  },
  gitlab: {
    name: 'GitLab CI',
    secret: {
      kind: 'masked variable of the project',
      name: secretName,
      way: 'Settings → CI/CD → Variables → Add variable; visibility “Masked”',
    },
    file: '.gitlab-ci.yml',
    text: gitlab,
    note: 'For comments add a second masked variable, GITLAB_TOKEN: a project access token with the scope api.',
  },
  jenkins: {
    name: 'Jenkins',
    secret: {
      kind: 'credential of the kind “Secret text”',
      name: credential,
      way: 'Manage Jenkins → Credentials → Add credentials; that name is its ID',
    },
    file: 'Jenkinsfile',
    text: jenkins,
    note: 'It needs Docker on the agent.',
  },
  shell: {
    name: 'Plain shell',
    secret: {
      kind: 'variable of the environment',
      name: secretName,
      way: 'This asks for it, and neither shows it nor keeps it in the history',
      command: askForKey,
    },
    file: 'a shell, in the directory to scan',
    text: shell,
    note: 'It needs secureobs and the scanners on PATH; secureobs doctor says which are missing. The gate exits with 3 when it blocks.',
  },
}
