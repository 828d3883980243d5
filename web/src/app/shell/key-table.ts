/** What keys do in one place. Who listens to keys and who tells about them go by the same table. */
export type KeyRow<Act> = { act: Act; keys: readonly string[]; means: string }

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/** As tables have it: `Alt+ArrowDown`, `Ctrl+k`. With Shift a letter is another key. */
export const keyName = ({ key, ctrlKey, metaKey, altKey }: Pressed) =>
  `${ctrlKey ? 'Ctrl+' : ''}${metaKey ? 'Meta+' : ''}${altKey ? 'Alt+' : ''}${key}`

/** Whether it can be pressed unasked, and so can be switched off. */
export const isSingle = (key: string) => key.length === 1 && key !== ' '

export function actOf<Act>(table: readonly KeyRow<Act>[], key: string, singles = true): Act | null {
  if (!singles && isSingle(key)) return null
  return table.find((row) => row.keys.includes(key))?.act ?? null
}

/** The keys of a table with what a page does for them. */
export const bound = <Act extends string>(table: readonly KeyRow<Act>[], acts: Record<Act, () => void>) =>
  Object.fromEntries(table.flatMap(({ act, keys }) => keys.map((key) => [key, acts[act]])))

const words: Record<string, string> = {
  ' ': 'Space',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  Escape: 'Esc',
  Meta: 'Cmd',
  PageDown: 'Page down',
  PageUp: 'Page up',
}

/** `Alt+ArrowDown` as people read it. */
export const keyWords = (name: string) =>
  name
    .split('+')
    .map((key) => words[key] ?? (/^[A-Z]$/.test(key) ? `Shift + ${key.toLowerCase()}` : key))
    .join(' + ')
