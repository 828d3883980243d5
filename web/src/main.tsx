import '@mantine/core/styles.css'
import './app/theme/palette.css'
import './app/theme/base.css'
import { MantineProvider } from '@mantine/core'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { ErrorBoundary } from './app/error-boundary'
import { cssVariables, theme } from './app/theme/theme'
import { takeInvitation } from './features/invitations/held-invitation'
import { startSession } from './features/sign-in/session'
import { SignInPage } from './features/sign-in/sign-in-page'

takeInvitation()
const application = import('./app/app')
const App = lazy(() => application)
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''
// Where the scroll lock of dialogs looks for the nonce of the style it adds.
Reflect.set(globalThis, '__webpack_nonce__', nonce)

// Not a top-level await: lazy chunks import this entry and would wait for it forever.
async function main() {
  const root = document.getElementById('root')
  if (!root) throw new Error('index.html has no #root.')
  const state = await startSession().catch((error: unknown) => error)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        {state === true ? (
          <ErrorBoundary>
            <Suspense>
              <App />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SignInPage problem={state instanceof Error ? state.message : undefined} />
        )}
      </MantineProvider>
    </StrictMode>,
  )
}

void main()
