import type { ChannelKind } from '../../api/types'
import { HashIcon, LinkIcon, MailIcon, MembersIcon } from '../../components/icons'
import { channelKinds } from './channel-words'
import classes from './notifications.module.css'

const icons = { webhook: LinkIcon, slack: HashIcon, teams: MembersIcon, email: MailIcon }

export function KindMark({ kind }: { kind: ChannelKind }) {
  const KindIcon = icons[kind]
  return (
    <span className={classes.kind}>
      <KindIcon /> {channelKinds[kind].name}
    </span>
  )
}
