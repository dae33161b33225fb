import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonical, type Definition, sameDefinition } from '../../src/decisions/task-definition.ts'
import { app, change, described, written } from './definitions.ts'

describe('whether a definition is new', () => {
  test('what ECS fills in and adds makes no difference', () => {
    expect(sameDefinition(written, described)).toBe(true)
  })
  test('numbers and texts of cpu and memory are the same', () => {
    expect(sameDefinition(change({ cpu: 256, memory: 512 }), described)).toBe(true)
  })
  test.each<[string, Definition]>([
    ['another image', app({ image: 'repo/app@sha256:2' })],
    [
      'another value of a variable',
      app({
        environment: [
          { name: 'A', value: 'x' },
          { name: 'B', value: '2' },
        ],
      }),
    ],
    ['a variable less', app({ environment: [{ name: 'B', value: '2' }] })],
    ['another command', app({ command: ['serve'] })],
    ['a container less', change({ containerDefinitions: [written.containerDefinitions?.[0]] })],
    ['the other order of containers', change({ containerDefinitions: written.containerDefinitions?.toReversed() })],
    ['another port', app({ portMappings: [{ containerPort: 80 }] })],
    ['a member that nobody knows yet', change({ enableTimeTravel: true })],
    ['more memory', change({ memory: '1024' })],
  ])('%s makes it another', (_, definition) => {
    expect(sameDefinition(definition, described)).toBe(false)
  })

  const same = (one: Definition, other: Definition) => [sameDefinition(one, other), sameDefinition(other, one)]
  const yes = [true, true]
  const no = [false, false]

  test('a health check with the defaults said or not is the same, one with others is not', () => {
    const command = ['CMD', 'true']
    const check = (more: object) => app({ healthCheck: { command, ...more } })
    expect(same(check({}), check({ interval: 30, timeout: 5, retries: 3 }))).toEqual(yes)
    for (const more of [
      { interval: 31 },
      { timeout: 6 },
      { retries: 4 },
      { startPeriod: 1 },
      { command: ['CMD', 'no'] },
    ])
      expect(same(check({}), check(more))).toEqual(no)
    expect(same(written, check({}))).toEqual(no)
  })

  test('what says nothing is nothing: null, empty lists, empty maps', () => {
    expect(same(written, change({ volumes: [], proxyConfiguration: {}, ipcMode: null }))).toEqual(yes)
    expect(same(written, app({ command: [], linuxParameters: { capabilities: { add: [] } }, user: null }))).toEqual(yes)
    expect(same(change({ cpu: null }), change({ cpu: undefined }))).toEqual(yes)
    // Nothing said, not said as a word.
    expect(same(change({ cpu: undefined }), change({ cpu: 'undefined' }))).toEqual(no)
    expect(same(change({ cpu: null }), change({ cpu: 'null' }))).toEqual(no)
  })

  test('an empty text, a zero and a no are something', () => {
    for (const value of ['', 0, false]) expect(same(app({ interactive: value }), written)).toEqual(no)
  })

  test('fault injection is off unless it is said to be on', () => {
    expect(same(change({ enableFaultInjection: false }), written)).toEqual(yes)
    expect(same(change({ enableFaultInjection: true }), written)).toEqual(no)
  })

  test('tags are of the revision, not of what it says', () => {
    expect(same(change({ tags: [{ key: 'team', value: 'web' }] }), written)).toEqual(yes)
  })

  test('the order of variables and secrets says nothing, that of members neither', () => {
    const secrets = [
      { name: 'B', valueFrom: 'b' },
      { name: 'A', valueFrom: 'a' },
    ]
    expect(same(app({ secrets }), app({ secrets: secrets.toReversed() }))).toEqual(yes)
    expect(same(app({ secrets }), app({ secrets: secrets.map(one => ({ ...one, valueFrom: 'c' })) }))).toEqual(no)
    const limits = { nofile: { soft: 1, hard: 2 } }
    expect(same(app({ limits }), app({ limits: { nofile: { hard: 2, soft: 1 } } }))).toEqual(yes)
  })

  test('the order of a command, of ports and of dependencies says something', () => {
    expect(same(app({ command: ['a', 'b'] }), app({ command: ['b', 'a'] }))).toEqual(no)
  })

  describe('a port of the host', () => {
    const port = (networkMode: string | undefined, hostPort: number | undefined, more: object = {}) => ({
      ...app({ portMappings: [{ containerPort: 8080, ...(hostPort === undefined ? {} : { hostPort }), ...more }] }),
      networkMode,
    })
    test('is that of the container in awsvpc mode, said or not', () => {
      expect(same(port('awsvpc', undefined), port('awsvpc', 8080))).toEqual(yes)
    })
    test('is any in other modes, unless one is said', () => {
      expect(same(port('bridge', undefined), port('bridge', 0))).toEqual(yes)
      expect(same(port('bridge', undefined), port('bridge', 8080))).toEqual(no)
      expect(same(port('bridge', 80), port('bridge', 8080))).toEqual(no)
      expect(same(port(undefined, 80), port(undefined, undefined))).toEqual(no)
    })
    test('speaks tcp unless udp is said', () => {
      expect(same(port('awsvpc', 8080), port('awsvpc', 8080, { protocol: 'tcp' }))).toEqual(yes)
      expect(same(port('awsvpc', 8080), port('awsvpc', 8080, { protocol: 'udp' }))).toEqual(no)
    })
  })

  test('definitions without containers are compared as well', () => {
    expect(same({ family: 'web' }, { family: 'web', containerDefinitions: [] })).toEqual(yes)
    expect(same({ family: 'web' }, { family: 'api' })).toEqual(no)
  })

  test('for every definition: copies with members in another order and defaults left out or said are the same', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
    const anyContainer = fc.dictionary(fc.string(), value).map(more => ({ ...more, name: 'app' }))
    const anyDefinition = fc
      .record({ more: fc.dictionary(fc.string(), value), containers: fc.array(anyContainer, { maxLength: 3 }) })
      .map(({ more, containers }): Definition => ({ ...more, cpu: 256, containerDefinitions: containers }))
    const turned = (one: object) => Object.fromEntries(Object.entries(one).toReversed())
    fc.assert(
      fc.property(anyDefinition, definition => {
        const containers = definition.containerDefinitions ?? []
        const copy = turned({ ...definition, cpu: '256', revision: 7, volumes: definition.volumes ?? [] })
        const said = containers.map(one => turned({ essential: true, cpu: 0, mountPoints: [], ...one }))
        expect(same(definition, { ...copy, containerDefinitions: said })).toEqual(yes)
        expect(same(definition, { ...copy, containerDefinitions: [...said, { name: 'more' }] })).toEqual(no)
      }),
    )
  })

  test('what is compared keeps lists as lists, in their order', () => {
    expect(canonical({ containerDefinitions: [{ name: 'app', command: ['b', 'a'] }] })).toEqual({
      containerDefinitions: [{ name: 'app', command: ['b', 'a'], cpu: 0, essential: true }],
      enableFaultInjection: false,
    })
  })
})
