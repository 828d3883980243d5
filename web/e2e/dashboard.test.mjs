import { test } from 'node:test'
import { apiKeyLife } from './scenarios/api-key-life.mjs'
import { auditor } from './scenarios/auditor.mjs'
import { developer } from './scenarios/developer.mjs'
import { engineer, overtakenChange } from './scenarios/engineer.mjs'
import { findingPage, refusedChange } from './scenarios/finding-page.mjs'
import { gatePolicy, overtaken } from './scenarios/gate-policy.mjs'
import { infrastructure } from './scenarios/infrastructure.mjs'
import { keyboardTriage } from './scenarios/keyboard-triage.mjs'
import { keyboardWalk } from './scenarios/keyboard-walk.mjs'
import { keyless } from './scenarios/keyless.mjs'
import { manyAtOnce } from './scenarios/many-at-once.mjs'
import { naughtyStrings } from './scenarios/naughty-strings.mjs'
import { notifications, refusedAddress } from './scenarios/notifications.mjs'
import { interruptions, offline } from './scenarios/offline.mjs'
import { overview } from './scenarios/overview.mjs'
import { ownOrganisation, refusals } from './scenarios/own-organisation.mjs'
import { ending, ownerLife } from './scenarios/owner-life.mjs'
import { projectLife } from './scenarios/project-life.mjs'
import { readOnlyForMembers } from './scenarios/read-only-for-members.mjs'
import { runPage } from './scenarios/run-page.mjs'
import { sameSecret } from './scenarios/same-secret.mjs'
import { setUpGuide } from './scenarios/set-up-guide.mjs'
import { foreign, stranger } from './scenarios/stranger.mjs'
import { team, usedInvitation } from './scenarios/team.mjs'
import { unblockTheGate } from './scenarios/unblock-the-gate.mjs'
import { wideSuppression } from './scenarios/wide-suppression.mjs'
import { hosted } from './support/scenario.mjs'

const scenario = hosted()
const options = { timeout: 360_000 }

test('A finding is triaged without a mouse', options, scenario(keyboardTriage))
test('Many findings are changed at once and back, kept as a view and exported', options, scenario(manyAtOnce))
test('A member reads settings and keys are closed to them', options, scenario(readOnlyForMembers))
test(
  'Somebody is invited, joins, gets a role and is removed, and the audit trail tells it',
  options,
  scenario(team, [usedInvitation]),
)
test(
  'An organisation is made, keeps its last owner, loses who leaves, and sends checkpoints only to public addresses',
  options,
  scenario(ownOrganisation, refusals),
)
test('A blocked run says why, and where', options, scenario(runPage))
test('Every number of the overview is that of its list', options, scenario(overview))
test('A project is created, renamed, archived and restored', options, scenario(projectLife))
test('A pipeline is trusted without a key, tried and revoked', options, scenario(keyless))
test(
  'A channel is added, tested, told of a blocked run, paused and removed, and a digest needs mail',
  options,
  scenario(notifications, [refusedAddress]),
)
test('An API key is shown once, then only its prefix, then revoked', options, scenario(apiKeyLife))
test('Suppressing every blocker opens the gate, re-opening one closes it', options, scenario(unblockTheGate))
test(
  'A finding keeps what was typed, is reverted, and leads to its resource and back',
  options,
  scenario(findingPage, [refusedChange]),
)
test(
  'A gate policy is tried on the last runs, saved with its difference in words, decides, and is in the audit trail',
  options,
  scenario(gatePolicy, [overtaken]),
)
test(
  'A path is suppressed with four eyes, approved by somebody else and lifted, and OpenVEX is imported',
  options,
  scenario(wideSuppression),
)
test('A secret that is in two files leads from each to the other', options, scenario(sameSecret))
test(
  'Attack paths are ranked, drawn, told and saved, and another organisation sees none',
  options,
  scenario(infrastructure),
)
test(
  'A developer goes from a red log, signed out, to the line that blocks, and the next run is green',
  options,
  scenario(developer),
)
test(
  'Five thousand findings are suppressed by their filter at once, and taken back at once',
  options,
  scenario(engineer, overtakenChange),
)
test('An auditor verifies the chain in the page, and its export without it', options, scenario(auditor))
test('Somebody of another organisation learns nothing, by any address', options, scenario(stranger, foreign))
test('The main path is walked by keys alone, and nothing moves', options, scenario(keyboardWalk))
test(
  'What is typed outlives a lost connection and a sign-in that has run out',
  options,
  scenario(offline, interruptions),
)
test('Whatever scanners send is text', options, scenario(naughtyStrings))
test(
  'Somebody new makes an organisation and follows the guide until the first run turns it green',
  options,
  scenario(setUpGuide),
)
test('An organisation from birth to deletion and back', options, scenario(ownerLife, ending))
