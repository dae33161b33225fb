// What does the rehearsal of a whole release look like?
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { newPrinter } from '../../rehearse/console.ts'
import { fixture, ran, stage } from './stage.ts'

const release = {
  event: { name: 'release', payload: { action: 'published', release: { tag_name: 'v1.2.3' } } },
  ref: 'refs/tags/v1.2.3',
  vars: { SERVICE: 'web' },
}

test('a release goes through its jobs, its composite action and its bundles, and is shown line by line', async () => {
  let shown = ''
  const write = (text: string) => {
    shown += text
  }
  const staged = await stage('release', { ...release, report: newPrinter({ write }) })
  expect(shown).toBe(readFileSync(`${fixture('release')}/console.txt`, 'utf8'))
  expect(ran(staged)).toMatchObject({ name: 'Release v1.2.3', event: 'release published', result: 'success' })
})

test('the server hears what each job may do, and ends the record of the environment with its address', async () => {
  const { opened, closed } = await stage('release', release)
  expect(opened).toMatchObject([
    { id: 'build', name: 'Build v1.2.3', permissions: { contents: 'read', metadata: 'read' }, environment: undefined },
    {
      id: 'deploy',
      environment: 'production',
      deployment: true,
      permissions: { 'id-token': 'write', metadata: 'read' },
      logUrl: 'https://github.test/acme/shop/actions/runs/1/job/102',
    },
  ])
  expect(closed).toEqual([
    { job: 'build', result: 'success', environmentUrl: undefined },
    { job: 'deploy', result: 'success', environmentUrl: 'https://web.example.test' },
  ])
})

test('a step says in the report what stood in for its action', async () => {
  const [build] = ran(await stage('release', release)).jobs
  expect(build?.steps[0]).toMatchObject({ uses: 'actions/checkout@v4', standIn: 'stood in for actions/checkout@v4' })
})
