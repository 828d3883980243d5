import { useState } from 'react'
import { isEmpty, type Selection } from '../select/selection'
import type { Item } from '../table/items'
import type { Intent } from './change'

type Asked = { intent: Intent; selection: Selection; title: string | undefined }

/** The dialog that is asked for: of what is selected, or of one row where nothing is. */
export function useIntent(selection: Selection) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const askOfOne = (intent: Intent, { id, title }: { id: string; title: string }) =>
    setAsked({ intent, selection: { kind: 'picked', ids: new Set([id]) }, title })
  return {
    asked,
    askOfOne,
    close: () => setAsked(null),
    askOfSelection: (intent: Intent) => setAsked({ intent, selection, title: undefined }),
    ask: (intent: Intent, item: Item) => {
      if (!isEmpty(selection)) setAsked({ intent, selection, title: undefined })
      else if (item.kind === 'finding') askOfOne(intent, item.finding)
    },
  }
}
