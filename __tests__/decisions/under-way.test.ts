import { expect, test } from '@jest/globals'
import type { Deployment } from '../../src/decisions/snapshot.ts'
import { underWay } from '../../src/decisions/under-way.ts'
import { deployment, old } from './facts.ts'

const ours = (state: Deployment['state'], running: number) => deployment({ state, running })

test.each<[string, Deployment[], string | undefined]>([
  ['all is done', [ours('completed', 2)], undefined],
  ['its old tasks drain', [ours('in-progress', 2), old({ desired: 0, running: 2 })], undefined],
  ['it is scaled out', [ours('completed', 1)], undefined],
  ['a Classic Load Balancer, where ECS gives no state', [ours(undefined, 2)], undefined],
  [
    'new tasks crash',
    [ours('in-progress', 0), old()],
    'a deployment is under way on it: 0 of 2 tasks of web:2 run, and 2 of web:1',
  ],
  [
    'new tasks run, and the old ones are still wanted',
    [ours('in-progress', 2), old()],
    'a deployment is under way on it: 2 of 2 tasks of web:2 run, and 2 of web:1',
  ],
  ['its first tasks come', [ours('in-progress', 1)], 'a deployment is under way on it: 1 of 2 tasks of web:2 run'],
  [
    'ECS gave it up',
    [ours('failed', 0), old()],
    'its last deployment failed: 0 of 2 tasks of web:2 run, and 2 of web:1',
  ],
])('%s', (_, deployments, said) => expect(underWay({ deployments })).toBe(said))
