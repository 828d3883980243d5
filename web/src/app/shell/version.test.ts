import { expect, test } from 'vitest'
import { entryOf } from './version'

test('The entry script tells two versions apart', () => {
  const page = (name: string) => `<script type="module" crossorigin src="/assets/${name}.js"></script>`
  expect(entryOf(page('index-D6bCc1K-'))).toBe('/assets/index-D6bCc1K-.js')
  expect(entryOf(page('index-D6bCc1K-'))).not.toBe(entryOf(page('index-Zz_9')))
  expect(entryOf('<p>Bad gateway</p>')).toBeUndefined()
})
