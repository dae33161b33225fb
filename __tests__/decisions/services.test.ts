import { describe, expect, test } from '@jest/globals'
import { type Asked, planServices } from '../../src/decisions/services.ts'

const nothing: Asked = {
  service: [],
  services: undefined,
  only: [],
  aliases: {},
  order: [],
  taskDefinition: undefined,
  image: undefined,
  imageTag: undefined,
  container: undefined,
}
const plan = (asked: Partial<Asked>) => {
  const planned = planServices({ ...nothing, ...asked })
  return 'groups' in planned ? planned.groups.map(group => group.map(one => one.name)) : planned.problems
}
const first = (asked: Partial<Asked>) => {
  const planned = planServices({ ...nothing, ...asked })
  return 'groups' in planned ? planned.groups[0]?.[0] : undefined
}

describe('the services of a release', () => {
  test.each<[string, Partial<Asked>, unknown]>([
    ['one by name', { service: ['web'] }, [['web']]],
    ['several by name, each once', { service: ['api', 'worker', 'api'] }, [['api', 'worker']]],
    ['a list', { services: ['api', 'worker'] }, [['api', 'worker']]],
    ['a map', { services: { api: 'api:7', worker: null } }, [['api', 'worker']]],
    ['only one of them', { services: { api: null, worker: null }, only: ['worker'] }, [['worker']]],
    [
      'only one, by its alias',
      { services: { default: null, worker: null }, only: ['web'], aliases: { web: 'default' } },
      [['default']],
    ],
    ['by an alias of its own entry', { services: { default: { aliases: ['web'] } }, only: ['web'] }, [['default']]],
    [
      'in order',
      { services: ['api', 'worker', 'scheduler', 'frontend'], order: [['api'], ['worker', 'scheduler'], ['frontend']] },
      [['api'], ['worker', 'scheduler'], ['frontend']],
    ],
    [
      'in order, but only one',
      { services: ['api', 'worker'], order: [['api'], ['worker']], only: ['worker'] },
      [['worker']],
    ],
    [
      'only one that is not there',
      { services: ['api'], only: ['apis'] },
      ['only has "apis", which is not among the services: api'],
    ],
    [
      'an order that forgets one',
      { services: ['api', 'worker'], order: [['api']] },
      ['order does not say when "worker" is released: put it into a group, or leave it out by only'],
    ],
    ['an order that names one twice', { services: ['api'], order: [['api'], ['api']] }, ['order has "api" twice']],
    [
      'an order with a stranger',
      { services: ['api'], order: [['api'], ['ghost']] },
      ['order has "ghost", which is not among the services: api'],
    ],
    [
      'two names for one service',
      { services: { a: { service: 'x' }, b: { service: 'x' } } },
      ['services has "x" twice'],
    ],
    [
      'an entry with a misspelt key',
      { services: { api: { imgae: 'x' } } },
      [
        'services.api.imgae is not known; known are: service, task-definition, image, image-tag, container-name, aliases',
      ],
    ],
    ['a text', { services: 42 }, ['services is not a list or a map of services']],
  ])('%s', (_, asked, expected) => {
    expect(plan(asked)).toEqual(expected)
  })

  test('an entry with a key of which nothing is said takes what is common', () => {
    const entry = { 'image-tag': null, 'task-definition': null }
    expect(first({ services: { web: entry }, imageTag: '1.10', taskDefinition: 'web:7' })).toMatchObject({
      imageTag: '1.10',
      taskDefinition: 'web:7',
    })
  })

  test('an entry says what is its own, the rest is common', () => {
    const asked = {
      imageTag: 'v1.2.3',
      container: 'app',
      services: { worker: { service: 'jobs', 'image-tag': 'v1.2.3-worker' }, web: null },
    }
    expect(first({ ...asked, only: ['worker'] })).toEqual({
      name: 'worker',
      service: 'jobs',
      taskDefinition: undefined,
      image: undefined,
      imageTag: 'v1.2.3-worker',
      container: 'app',
    })
    expect(first({ ...asked, only: ['web'] })).toMatchObject({ service: 'web', imageTag: 'v1.2.3' })
  })

  test('an image of its own comes before a common tag', () => {
    expect(first({ imageTag: 'v1', services: { web: { image: 'host.com/web:v2' } } })).toMatchObject({
      image: 'host.com/web:v2',
      imageTag: undefined,
    })
  })
})
