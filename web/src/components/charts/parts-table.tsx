import { Link } from '@tanstack/react-router'
import classes from './charts.module.css'
import { namedParts, nameOf, titleOf } from './parts'
import type { ChartDay } from './types'

type Props = { heading: string; days: readonly ChartDay[] }

/** The same numbers and links as the bars or areas, newest first. */
export function PartsTable({ heading, days }: Props) {
  const parts = namedParts(days)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          {parts.map((part) => (
            <th key={part.name} scope="col">
              {part.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <tr key={day.key}>
            <th scope="row">
              {day.to ? (
                <Link {...day.to} aria-label={nameOf(day)}>
                  {day.label}
                </Link>
              ) : (
                day.label
              )}
            </th>
            {parts.map(({ name }) => {
              const part = day.parts.find((one) => one.name === name)
              return (
                <td key={name}>
                  {part?.to && part.value > 0 ? (
                    <Link {...part.to} aria-label={titleOf(day, part)}>
                      {part.value}
                    </Link>
                  ) : (
                    (part?.value ?? 0)
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
