import '@mantine/notifications/styles.css'
import { Notifications as Container } from '@mantine/notifications'

export default function Notifications() {
  return <Container position="bottom-right" />
}
