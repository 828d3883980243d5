import { Component, type ReactNode } from 'react'
import { FailedPage } from './failed-page'

type Props = { children: ReactNode }

/** Around all that the router does not catch itself. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError = (error: unknown) => ({
    error: error ?? new Error('Something was thrown.'),
  })

  override render() {
    return this.state.error === null ? this.props.children : <FailedPage error={this.state.error} />
  }
}
