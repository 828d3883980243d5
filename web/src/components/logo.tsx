import classes from './logo.module.css'

type Props = { large?: boolean }

export function Logo({ large = false }: Props) {
  return (
    <span className={classes.logo} data-large={large || undefined}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" className={classes.ground} />
        <path d="M16 5.5 25 9v7c0 5.6-3.8 9-9 10.7C10.8 25 7 21.6 7 16V9z" />
        <path d="m12 16 3 3 5.5-6" />
      </svg>
      SecureObs
    </span>
  )
}
