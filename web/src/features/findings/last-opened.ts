let opened: string | null = null

/** The finding last opened from a list, so that the way back leads to its row. */
export const rememberOpened = (findingId: string) => {
  opened = findingId
}

export const lastOpened = () => opened

export const forgetOpened = () => {
  opened = null
}
