/** Puts the focus on the row that has the list's tab stop. */
export const focusList = () =>
  document.querySelector<HTMLElement>('[data-finding-row][tabindex="0"]')?.focus({ preventScroll: true })
