import { expect, test } from 'vitest'
import { isLoopback } from './loopback'

test.each(['http://localhost:5080', 'http://127.0.0.1', 'http://[::1]:5080', 'http://so.localhost'])(
  '%s is this machine',
  (origin) => expect(isLoopback(origin)).toBe(true),
)

test.each(['https://secureobs.example', 'https://localhost.example', 'https://127.example'])(
  '%s is another',
  (origin) => expect(isLoopback(origin)).toBe(false),
)
