import { Fragment } from 'react'

/** Text with addresses that breaks after their dots and underscores, not in the middle of a word. */
export const Breakable = ({ text }: { text: string }) =>
  text.split(/(?<=[._/])(?=\S)/).map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {piece}
    </Fragment>
  ))
