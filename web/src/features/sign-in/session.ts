import {
  type AccountInfo,
  AuthError,
  BrowserCacheLocation,
  InteractionRequiredAuthError,
  PublicClientApplication,
} from '@azure/msal-browser'
import { Problem, type Remedy } from '../../api/problem'
import type { paths } from '../../api/schema'
import { hasDrafts } from '../../components/drafts'
import { restoreInvitation, stashInvitation } from '../invitations/held-invitation'
import { consumeDeepLink, deepLinkOf, stashDeepLink } from './deep-link'

type AuthConfig = paths['/api/auth-config']['get']['responses'][200]['content']['application/json']

let client: PublicClientApplication | undefined
let scopes: string[] = []
let pending: Promise<string> | undefined

/** Finishes a sign-in that is under way, and says whether somebody is signed in. Call once, before rendering. */
export async function startSession(): Promise<boolean> {
  const response = await fetch('/api/auth-config')
  if (!response.ok) throw new Error(`The sign-in settings could not be read (${response.status}).`)
  const config = (await response.json()) as AuthConfig
  scopes = config.apiScopes
  client = new PublicClientApplication({
    auth: {
      clientId: config.clientId,
      authority: config.authority,
      knownAuthorities: config.knownAuthorities,
      ...(config.authorityMetadata ? { authorityMetadata: config.authorityMetadata } : {}),
      redirectUri: `${location.origin}/redirect.html`,
      postLogoutRedirectUri: `${location.origin}/`,
    },
    cache: { cacheLocation: BrowserCacheLocation.SessionStorage },
  })
  await client.initialize()
  const result = await client.handleRedirectPromise()
  const account = result?.account ?? client.getActiveAccount() ?? client.getAllAccounts()[0] ?? null
  client.setActiveAccount(account)
  restoreAddress(result !== null)
  if (account) restoreInvitation()
  return account !== null
}

/** After a sign-in the address is the one first asked for; after a sign-out the library leaves `?state=`. */
function restoreAddress(signedIn: boolean) {
  const wanted = signedIn ? consumeDeepLink() : null
  if (wanted) history.replaceState(null, '', wanted)
  else if (location.pathname === '/' && location.search) history.replaceState(null, '', '/')
}

export async function signIn(): Promise<void> {
  stashHere()
  await started().loginRedirect({
    scopes,
    prompt: 'select_account',
    redirectStartPage: `${location.origin}/`,
  })
}

export async function signOut(): Promise<void> {
  const account = started().getActiveAccount()
  await started().logoutRedirect(account ? { account } : undefined)
}

/** A token for the API: from the cache, renewed when it is old, or by way of the sign-in page when it must be. */
export function accessToken(): Promise<string> {
  pending ??= acquire().finally(() => {
    pending = undefined
  })
  return pending
}

async function acquire(): Promise<string> {
  const account: AccountInfo | null = started().getActiveAccount()
  if (!account) throw new Error('Nobody is signed in.')
  try {
    return (await started().acquireTokenSilent({ scopes, account })).accessToken
  } catch (error) {
    if (error instanceof AuthError && hasDrafts()) throw signInNeeded()
    if (needsPerson(error)) {
      stashHere()
      await started().acquireTokenRedirect({ scopes, account, redirectStartPage: `${location.origin}/` })
    }
    throw error
  }
}

/** Whether only the person can renew the sign-in: what was kept of it does no longer. */
const needsPerson = (error: unknown) =>
  error instanceof InteractionRequiredAuthError ||
  (error instanceof AuthError && error.errorCode === 'invalid_grant')

/** Somebody who is typing is not sent away, which would lose it all: they are told, and sign in beside it. */
const signInNeeded = () =>
  new Problem(
    401,
    'Your sign-in has run out.',
    'Your sign-in has run out. Sign in again in a window of its own: what you typed stays here, and can then be saved.',
    null,
    signInAgain,
  )

export const signInAgain: Remedy = {
  words: 'Sign in again',
  act: async () => {
    const account = started().getActiveAccount()
    await started().acquireTokenPopup({ scopes, ...(account ? { account } : {}) })
  },
}

function started(): PublicClientApplication {
  if (!client) throw new Error('The session has not been started.')
  return client
}

function stashHere() {
  stashDeepLink(deepLinkOf(location))
  stashInvitation()
}
