import { expect, test } from 'vitest'
import { crumbsOf, withoutPrefix } from './path-crumbs'

test('A prefix is a trail of directories, each of which leads back', () => {
  expect(crumbsOf('src/app/')).toEqual([
    { name: 'src', prefix: 'src/' },
    { name: 'app', prefix: 'src/app/' },
  ])
  expect(crumbsOf('src/main.py').at(-1)).toEqual({ name: 'main.py', prefix: 'src/main.py' })
  expect(crumbsOf('/etc/')).toEqual([{ name: 'etc', prefix: '/etc/' }])
})

test('A level is named by what it has beyond the one above', () => {
  expect(withoutPrefix('src/app/', 'src/')).toBe('app/')
  expect(withoutPrefix('src/', 'src/')).toBe('src/')
})
