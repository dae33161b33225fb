// What may be read of the difference between two task definitions?
import { expect, test } from '@jest/globals'
import { diffDefinitions } from '../../src/decisions/definition-diff.ts'

const withApp = (members: Record<string, unknown>) => ({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'web:1', ...members }],
})
const logs = (options: Record<string, string>, secretOptions: { name: string; valueFrom: string }[] = []) =>
  withApp({ logConfiguration: { logDriver: 'splunk', options, secretOptions } })
const variables = (values: [string, string][]) =>
  withApp({ environment: values.map(([name, value]) => ({ name, value })) })
const at = 'containerDefinitions.app'

test('an option of the log driver that may be a secret is named, and its value is not shown', () => {
  const before = logs({ 'splunk-token': 'hunter1', 'splunk-url': 'https://a', apiKey: 'hunter2' })
  const after = logs({ 'splunk-token': 'hunter3', 'splunk-url': 'https://b', 'db.password': 'hunter4' })
  expect(diffDefinitions(before, after)).toEqual([
    `${at}.logConfiguration.options.apiKey: removed`,
    `${at}.logConfiguration.options.db.password: added`,
    `${at}.logConfiguration.options.splunk-token: another value`,
    `${at}.logConfiguration.options.splunk-url: https://b, was https://a`,
  ])
})

test('nor when all of the log configuration is new', () => {
  const diff = diffDefinitions(withApp({}), logs({ 'splunk-token': 'hunter1' }))
  expect(diff).toContain(`${at}.logConfiguration.options.splunk-token: added`)
  expect(diff.join()).not.toContain('hunter')
})

test('where a secret is kept may be shown', () => {
  const valueFrom = 'arn:aws:secretsmanager:ap-south-1:127214192604:secret:splunk'
  expect(diffDefinitions(logs({}), logs({}, [{ name: 'splunk-token', valueFrom }])).join()).toContain(valueFrom)
  const secrets = [{ name: 'API_KEY', valueFrom }]
  expect(diffDefinitions(withApp({}), withApp({ secrets })).join()).toContain(valueFrom)
})

test('no value of a variable is shown, be there dots in its name or the name twice', () => {
  const dotted = diffDefinitions(
    variables([['spring.password', 'hunter1']]),
    variables([['spring.password', 'hunter2']]),
  )
  expect(dotted).toEqual([`${at}.environment.spring.password: another value`])
  const twice = variables([
    ['A', 'hunter1'],
    ['A', 'hunter2'],
  ])
  expect(diffDefinitions(variables([['A', 'hunter1']]), twice)).toEqual([`${at}.environment: another value`])
})
