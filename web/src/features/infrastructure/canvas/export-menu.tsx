import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { saveFile } from '../../../components/save-file'
import type { Drawing } from './drawing'
import { jsonOf } from './export-json'
import { pngOf } from './export-png'
import { type Colours, svgOf } from './export-svg'
import type { Layout } from './layout'

type Props = { drawing: Drawing; layout: Layout; name: string }

/** Saves what is drawn, no more. */
export function ExportMenu({ drawing, layout, name }: Props) {
  const file = `secureobs-infrastructure-${name}`
  const svg = () => svgOf(drawing, layout, colours())
  const savePng = () =>
    pngOf(svg()).then(
      (png) => saveFile(png, `${file}.png`),
      (error: Error) =>
        notifications.show({ color: 'danger', title: 'Nothing was saved', message: error.message }),
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" disabled={layout.boxes.size === 0}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => saveFile(new Blob([svg()], { type: 'image/svg+xml' }), `${file}.svg`)}>
          SVG, a picture that scales
        </Menu.Item>
        <Menu.Item onClick={() => void savePng()}>PNG, a picture</Menu.Item>
        <Menu.Item
          onClick={() => saveFile(new Blob([jsonOf(drawing)], { type: 'application/json' }), `${file}.json`)}
        >
          JSON, resources and relations
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** As the page shows them just now, light or dark. */
function colours(): Colours {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    surface: of('--so-surface'),
    raised: of('--so-surface-raised'),
    sunken: of('--so-surface-sunken'),
    line: of('--so-control-line'),
    text: of('--mantine-color-text') || of('--so-focus'),
    quiet: of('--mantine-color-dimmed'),
    path: of('--so-fail'),
    edge: of('--so-control-line'),
  }
}
