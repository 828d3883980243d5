import { Tabs, Text } from '@mantine/core'
import { CommandBlock } from '../../components/command-block'
import { apiUrl, type Place } from './pipelines/fill'
import { isLoopback } from './pipelines/loopback'
import { pipelines } from './pipelines/pipelines'
import classes from './set-up.module.css'
import { type Platform, platforms } from './set-up-search'

type Props = { place: Place; platform: Platform; choose: (platform: Platform) => void }

/** What to paste where. The key is no part of any text. */
export function PipelineStep({ place, platform, choose }: Props) {
  return (
    <Tabs
      value={platform}
      onChange={(value) => choose(platforms.find((one) => one === value) ?? platforms[0])}
      className={classes.wide}
    >
      <Tabs.List aria-label="Pipelines">
        {platforms.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {pipelines[one].name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {platforms.map((one) => (
        <Tabs.Panel key={one} value={one} className={classes.panel}>
          <Instructions place={place} platform={one} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function Instructions({ place, platform }: { place: Place; platform: Platform }) {
  const { name, secret, file, text, note } = pipelines[platform]
  return (
    <>
      <Text>
        Store the key as a {secret.kind}, called <code className="so-code">{secret.name}</code>.{' '}
        <Text span c="dimmed">
          {secret.way}.
        </Text>
      </Text>
      {secret.command && <CommandBlock text={secret.command} label="Ask for the key" />}
      <p className={classes.file}>
        Paste this into {platform === 'shell' ? file : <code className="so-code">{file}</code>}. The address
        and the ids are filled in; the key is not in it.
      </p>
      <CommandBlock text={text(place)} label={`Text for ${name}`} scrolls />
      <Text c="dimmed">{note}</Text>
      {platform !== 'shell' && isLoopback(place.origin) && (
        <Text>
          A pipeline elsewhere cannot reach <code className="so-code">{apiUrl(place)}</code>, which is this
          machine. Try it with the plain shell here.
        </Text>
      )}
    </>
  )
}
