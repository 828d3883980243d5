import { expect, test } from 'vitest'
import { subjectIdOf } from './subject-id'

const [tenant, project, run] = ['1', '2', '3'].map((end) => `01990000-0000-7000-8000-00000000000${end}`)
const of = (text: string) => subjectIdOf(text, tenant ?? '')

test('An id names itself, a link the innermost object of its path', () => {
  expect(of(` ${run?.toUpperCase()} `)).toBe(run)
  expect(of(`https://obs.example/tenants/${tenant}/projects/${project}?x=${run}`)).toBe(project)
  expect(of(`https://obs.example/tenants/${tenant}/projects/${project}/runs/${run}`)).toBe(run)
  expect(of(tenant ?? '')).toBe(tenant)
})

test.each(['', 'Ada', `${run}${run}`, `https://obs.example/tenants/${tenant}/audit`, `x ${run}`])(
  '%j names none',
  (text) => expect(of(text)).toBeNull(),
)
