import type { ReactNode } from 'react'

type Props = { children: ReactNode }

function Icon({ children }: Props) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

const draw = (path: string) => () => (
  <Icon>
    <path d={path} />
  </Icon>
)

export const CheckIcon = draw('m3 8.5 3.2 3.2L13 5')
export const UpDownIcon = draw('m5 6 3-3 3 3M5 10l3 3 3-3')
export const UpIcon = draw('M8 13V3M4 7l4-4 4 4')
export const DownIcon = draw('M8 3v10M4 9l4 4 4-4')
export const BackIcon = draw('M10 3 5 8l5 5')
export const ChevronIcon = draw('m6 4 4 4-4 4')
export const CloseIcon = draw('m4 4 8 8M12 4l-8 8')
export const CopyIcon = draw('M6 6h7v7H6zM10 6V3H3v7h3')
export const LinkIcon = draw(
  'M6.5 9.5a2.5 2.5 0 0 0 3.5 0l2.3-2.3a2.5 2.5 0 0 0-3.5-3.5l-.8.8M9.5 6.5a2.5 2.5 0 0 0-3.5 0L3.7 8.8a2.5 2.5 0 0 0 3.5 3.5l.8-.8',
)
export const SearchIcon = draw('M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14')
export const ProjectsIcon = draw('M2 5.5 8 2.5l6 3-6 3zM2 8.5l6 3 6-3M2 11.5l6 3 6-3')
export const FindingsIcon = draw(
  'M8 1.8 13.2 4v4c0 3.2-2.2 5.2-5.2 6.3C5 13.2 2.8 11.2 2.8 8V4zM8 5v3.5M8 10.8v.1',
)
export const KeyIcon = draw('M10.2 9.3a3.6 3.6 0 1 0-3.5-3.5L2 10.5V14h3.5v-1.7h1.7v-1.7h1.6zM11 5v.1')
export const MoonIcon = draw('M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7Z')
export const ExternalIcon = draw('M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5')
export const MembersIcon = draw(
  'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.7a2.5 2.5 0 0 1 0 4.6M12 9.8c1.5.6 2.5 1.9 2.5 3.7',
)
export const AuditIcon = draw('M4 2h8v12H4zM6.2 5h3.6M6.2 8h3.6M6.2 11h1.8')
export const SettingsIcon = draw('M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 3v3M5.5 10v3')
export const FilterIcon = draw('M2 3.5h12L9.5 9v4l-3 1.2V9z')
export const OverviewIcon = draw('M2.5 2.5h4.5v5H2.5zM9 2.5h4.5v3H9zM2.5 9.5H7v4H2.5zM9 7.5h4.5v6H9z')
export const RunsIcon = draw('M3 8a5 5 0 1 1 1.6 3.7M3 8V4.5M3 8h3.3M8 5.5V8l1.8 1.4')
export const SuppressionsIcon = draw('M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.8 12.2l8.4-8.4')
export const AddIcon = draw('M8 3v10M3 8h10')
export const MailIcon = draw('M2 3.5h12v9H2zM2.3 4 8 8.5 13.7 4')
export const HashIcon = draw('M6.5 2.5 5 13.5M11 2.5 9.5 13.5M3 6h10.5M2.5 10H13')
