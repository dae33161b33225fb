import { expect, test } from '@jest/globals'
import { type EngineWish, engineOf, notForEcs } from '../../src/decisions/shift-engine.ts'

const nothing: EngineWish = { engine: undefined, listener: undefined, listenerRule: undefined, services: undefined }

test.each<[string, Partial<EngineWish>, 'alb' | 'ecs']>([
  ['nothing is said', {}, 'ecs'],
  ['a rule is given', { listenerRule: 'arn' }, 'alb'],
  ['a listener is given', { listener: 'arn' }, 'alb'],
  ['an entry has a rule', { services: { web: { 'listener-rule': 'arn' }, admin: null } }, 'alb'],
  ['entries have none', { services: { web: { image: 'web:2' } } }, 'ecs'],
  ['there is a list of names', { services: ['listener'] }, 'ecs'],
  ['it is said', { engine: 'ecs', listenerRule: 'arn' }, 'ecs'],
  ['it is said otherwise', { engine: 'alb' }, 'alb'],
])('%s', (_, wish, engine) => {
  expect(engineOf({ ...nothing, ...wish })).toBe(engine)
})

test('what means nothing to ECS is named where it was given', () => {
  expect(notForEcs({ service: ['web'], engine: 'ecs', resume: 'continue', onCancel: 'rollback' })).toEqual([])
  const given = {
    service: ['a', 'b'],
    listenerRule: 'arn',
    step: 5,
    keepGreen: true,
    resume: 'rollback',
    onCancel: 'keep',
  }
  expect(notForEcs(given)).toEqual([
    'listenerRule',
    'step',
    'keepGreen',
    'resume',
    'onCancel',
    'service with several names',
  ])
})
