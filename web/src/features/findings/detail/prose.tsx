import { Anchor, Text } from '@mantine/core'
import classes from './finding.module.css'
import { piecesOf, revealed } from './text-pieces'

/** What somebody or a scanner wrote, as it was written: text with its lines, and its https addresses as links. */
export const Prose = ({ text, dimmed = false }: { text: string; dimmed?: boolean }) => (
  <Text className={classes.prose} component="div" {...(dimmed ? { c: 'dimmed', size: 'sm' } : {})}>
    {piecesOf(text).map((piece, at) =>
      piece.href ? (
        <Anchor
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change places
          key={at}
          href={piece.href}
          target="_blank"
          rel="noopener noreferrer"
          underline="always"
        >
          {piece.text}
        </Anchor>
      ) : (
        revealed(piece.text)
      ),
    )}
  </Text>
)
