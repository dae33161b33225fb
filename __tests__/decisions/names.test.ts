import { describe, expect, test } from '@jest/globals'
import { readDuration, showDuration, showElapsed } from '../../src/decisions/duration.ts'
import { commitTag, ecrHost, isTag, readImage, readRepository } from '../../src/decisions/image.ts'
import { cell, code } from '../../src/decisions/markdown.ts'
import { isRegion, logStreamLink, serviceLink } from '../../src/decisions/region.ts'

describe('durations', () => {
  test.each([
    ['90', 's', 90_000],
    ['15', 'm', 900_000],
    ['1.5', 'm', 90_000],
    ['90s', 'm', 90_000],
    ['1h30m', 's', 5_400_000],
    ['250ms', 's', 250],
    ['2 minutes', 's', 120_000],
    ['', 's', undefined],
    ['soon', 's', undefined],
    ['-5', 's', undefined],
    ['10x', 's', undefined],
    ['5m!', 's', undefined],
  ] as const)('%j in %s is %s ms', (text, unit, ms) => {
    expect(readDuration(text, unit)).toBe(ms)
  })
  test.each([
    [0, '00:00'],
    [160_000, '02:40'],
    [3_725_000, '1:02:05'],
  ])('%s ms into a log is %s', (ms, text) => {
    expect(showElapsed(ms)).toBe(text)
  })
  test.each([
    [3_725_000, '1h 2m 5s'],
    [60_000, '1m'],
    [400, '0s'],
  ])('%s ms is %s', (ms, text) => {
    expect(showDuration(ms)).toBe(text)
  })
})

describe('images', () => {
  test.each([
    [
      '127214192604.dkr.ecr.ap-south-1.amazonaws.com/staging/address-api',
      { account: '127214192604', region: 'ap-south-1' },
    ],
    ['127214192604.dkr.ecr.cn-north-1.amazonaws.com.cn/app', { account: '127214192604', region: 'cn-north-1' }],
    ['127214192604.dkr-ecr.eu-west-1.on.aws/app', { account: '127214192604', region: 'eu-west-1' }],
    ['localhost:5000/app', undefined],
    ['ghcr.io/o/app', undefined],
  ])('%s is a repository', (uri, ecr) => {
    expect(readRepository(uri)).toMatchObject({ uri, ecr })
  })
  test.each([
    'app',
    'library/app',
    'host.com/App',
    'host.com/app:v1',
    'host.com/app@sha256:1',
    'host.com/',
    'https://host.com/app',
    'host.com/a b',
    'host.com/$(touch x)',
  ])('%j is no repository', uri => {
    expect(readRepository(uri)).toBeUndefined()
  })
  const digest = `sha256:${'a'.repeat(64)}`
  test.each([
    ['localhost:5000/app:v1', { repository: 'localhost:5000/app', tag: 'v1', digest: undefined }],
    [`host.com/app@${digest}`, { repository: 'host.com/app', tag: undefined, digest }],
    [`host.com/app:v1@${digest}`, { repository: 'host.com/app', tag: 'v1', digest }],
    ['localhost:5000/app', { repository: 'localhost:5000/app', tag: undefined, digest: undefined }],
  ])('%s is an image', (text, expected) => {
    expect(readImage(text)).toEqual(expected)
  })
  test.each(['host.com/app@sha256:short', 'host.com/app :v1', 'host.com/'])('%j is no image', text => {
    expect(readImage(text)).toBeUndefined()
  })
  test('hosts follow the partition', () => {
    expect(ecrHost('1', 'cn-north-1')).toBe('1.dkr.ecr.cn-north-1.amazonaws.com.cn')
    expect(ecrHost('1', 'us-gov-west-1')).toBe('1.dkr.ecr.us-gov-west-1.amazonaws.com')
  })
  test('a commit is a tag of seven digits', () => {
    expect(commitTag('a1b2c3d4e5f6')).toBe('sha-a1b2c3d')
    expect(isTag('-x')).toBe(false)
    expect(isTag('x'.repeat(129))).toBe(false)
  })
})

describe('links', () => {
  test.each([
    ['ap-south-1', 'https://console.aws.amazon.com/ecs/'],
    ['cn-north-1', 'https://console.amazonaws.cn/ecs/'],
    ['us-gov-west-1', 'https://console.amazonaws-us-gov.com/ecs/'],
  ])('of %s go to its own console', (region, start) => {
    expect(serviceLink(region, 'a b', 'web')).toBe(`${start}v2/clusters/a%20b/services/web/health?region=${region}`)
  })
  test('to a log stream are escaped as the console wants it', () => {
    expect(logStreamLink('eu-west-1', '/ecs/web', 'web/app/1')).toContain(
      'log-group/$252Fecs$252Fweb/log-events/web$252Fapp$252F1',
    )
  })
  test.each([
    ['eu-west-1', true],
    ['us-gov-west-1', true],
    ['Mumbai', false],
    ['eu-west', false],
  ])('%s is a region: %s', (text, is) => {
    expect(isRegion(text)).toBe(is)
  })
})

describe('text in Markdown', () => {
  test('stays text', () => {
    expect(cell('a|b <img src=x> *c* `d` [e](f)\n# g')).toBe('a\\|b &lt;img src=x&gt; \\*c\\* \\`d\\` \\[e\\](f) # g')
  })
  test.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a\nb', '`a b`'],
  ])('%j as code is %s', (text, expected) => {
    expect(code(text)).toBe(expected)
  })
})
