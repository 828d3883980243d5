import { expect, test } from 'vitest'
import { partsOf, typeWords, verbOf, withoutKeys } from './words'

test.each([
  ['azurerm_subnet.app', '', 'azurerm_subnet', 'app'],
  ['module.net.azurerm_subnet.app["a.b"]', 'module.net', 'azurerm_subnet', 'app["a.b"]'],
  ['module.a["x.y"].module.b[0].aws_vpc.main[1]', 'module.a["x.y"].module.b[0]', 'aws_vpc', 'main[1]'],
  ['module.net.data.aws_vpc.main', 'module.net', 'aws_vpc', 'main'],
  ['aws_vpc.main["a\\"].b"]', '', 'aws_vpc', 'main["a\\"].b"]'],
  ['internet', '', '', 'Internet'],
])('%s', (address, module, type, name) => expect(partsOf(address)).toEqual({ module, type, name }))

test('Instances of one block have one block', () => {
  const instances = [
    'module.a[0].aws_vpc.main[0]',
    'module.a["b"].aws_vpc.main["a]\\"]"]',
    'module.a.aws_vpc.main',
  ]
  expect(new Set(instances.map(withoutKeys))).toEqual(new Set(['module.a.aws_vpc.main']))
})

test('A verb says its ports, a type not its provider', () => {
  expect(verbOf({ verb: 'reaches', ports: 'tcp/22' })).toBe('reaches tcp/22')
  expect(typeWords('azurerm_linux_virtual_machine')).toBe('linux virtual machine')
})
