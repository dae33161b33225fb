// What does nobody see?
import { beforeAll, expect, test } from '@jest/globals'
import type { Happening } from '../../rehearse/happening.ts'
import { jobOf, type Staged, said, stage, stepOf } from './stage.ts'

let staged: Staged
const happenings: Happening[] = []
beforeAll(async () => {
  staged = await stage('secrets', {
    secrets: { KEY: 'hush-hush', CERTIFICATE: 'line one\nline two' },
    report: happening => void happenings.push(structuredClone(happening)),
  })
})

test('secrets are hidden plain and encoded, line by line, and so are the tokens and what a step asks to hide', () => {
  expect(said(stepOf(staged, 'hide', 'set'))).toEqual([
    'key ***, ***, ***',
    '***',
    'token *** *** ',
    '123456789012 is not hidden yet',
    'account ***, ***, ***',
  ])
})

test('names, annotations, summaries and outputs are hidden too', () => {
  expect(stepOf(staged, 'hide', 'set')).toMatchObject({
    name: 'Set ***',
    annotations: [{ level: 'warning', title: '***', message: '*** in ***' }],
    summary: '# Key *** in ***\n',
    outputs: { account: 'arn:aws:ecs:eu-west-1:***:service/web', region: 'eu-west-1', token: '***' },
  })
})

test('a job output or an address that holds a secret is dropped with a warning; later jobs find it empty', () => {
  expect(jobOf(staged, 'hide')).toMatchObject({
    outputs: { region: 'eu-west-1' },
    environment: { name: 'production', url: undefined },
    annotations: [
      { level: 'warning', message: "Skip output 'account' since it may contain secret." },
      { level: 'warning', message: "Skip setting environment url as environment 'production' may contain secret." },
    ],
  })
  expect(said(stepOf(staged, 'see', 'seen'))[0]).toBe('[] [eu-west-1]')
})

test('only a job with `id-token: write` can ask for an OIDC token', () => {
  expect(said(stepOf(staged, 'see', 'seen'))[1]).toBe('https://oidc.test/?v=1')
})

test('no secret is in anything that was told', () => {
  const told = JSON.stringify([happenings, staged.report])
  for (const secret of ['hush-hush', 'line one', 'line two', 'token-of-', 'oidc-secret'])
    expect(told).not.toContain(secret)
})
