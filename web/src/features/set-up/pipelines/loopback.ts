/** Whether an address means the machine itself, which nobody else can reach by it. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin)
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost')
}
