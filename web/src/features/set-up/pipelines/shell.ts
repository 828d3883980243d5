import { setUpCommands } from '../../projects/set-up-commands'
import { apiUrl, type Place, secretName } from './fill'

/** Asks for the key without showing it: it is neither on the screen nor in the history of the shell. */
export const askForKey = `read -rs ${secretName} && export ${secretName}`

/** The commands for any shell, where the key is in the environment already. */
export const shell = (place: Place): string =>
  [
    `export SECUREOBS_API_URL=${apiUrl(place)}`,
    `: "\${${secretName}:?is not set}"`,
    'PIPELINE_RUN_ID="first-$(date +%s)"',
    setUpCommands(place).scan,
    '',
  ].join('\n')
