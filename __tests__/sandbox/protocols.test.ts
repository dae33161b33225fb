// Are requests read and answers written as AWS's protocols say?
import { expect, test } from '@jest/globals'
import { AwsError, type Service } from '../../sandbox/aws/service.ts'
import { json } from '../../sandbox/wire/json.ts'
import { query } from '../../sandbox/wire/query.ts'
import { sign, signatureOf } from '../../sandbox/wire/signature.ts'

const byQuery: Service = {
  name: 'elasticloadbalancing',
  protocol: { kind: 'query', version: '2015-12-01', namespace: 'http://example.com/doc/' },
  members: { Port: 'number', Enabled: 'flag', Since: 'time' },
  operations: {},
}
const byJson: Service = {
  name: 'ecr',
  protocol: { kind: 'json', target: 'Registry' },
  members: { blob: 'blob', since: 'time' },
  operations: {},
}

const form = (body: string) => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(body),
})
const text = ({ body }: { body: Buffer }) => body.toString()

test.each([
  ['Name=web+app%21', { Name: 'web app!' }],
  [
    'Port=80&Enabled=true&Since=2026-01-28T10:30:00Z',
    { Port: 80, Enabled: true, Since: new Date('2026-01-28T10:30:00Z') },
  ],
  ['Names.member.1=a&Names.member.2=b', { Names: ['a', 'b'] }],
  ['Targets.member.1.Id=i&Targets.member.1.Port=80', { Targets: [{ Id: 'i', Port: 80 }] }],
  ['L.member.10=j&L.member.2=b&L.member.1=a', { L: ['a', 'b', 'j'] }],
  ['Map.entry.1.key=one&Map.entry.1.value=1', { Map: { one: '1' } }],
  [
    'Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn=arn',
    { Actions: [{ ForwardConfig: { TargetGroups: [{ TargetGroupArn: 'arn' }] } }] },
  ],
  ['Tags.member.1.Key=Port&Tags.member.1.Value=80', { Tags: [{ Key: 'Port', Value: '80' }] }],
])('the form %s is read', (body, expected) => {
  expect(query.read(form(`Action=Do&Version=2015-12-01&${body}`), byQuery)).toEqual(expected)
})

test('a query service answers in XML', () => {
  const address = { service: byQuery, operation: 'Do' }
  const output = {
    Names: ['a', 'b<c'],
    Empty: [],
    Missing: undefined,
    Nested: { Port: 80, Enabled: false },
    Map: new Map([['one', 1]]),
    CreatedTime: new Date('2026-01-28T10:30:00.123Z'),
  }
  expect(text(query.result(address, output, 'id'))).toBe(
    '<DoResponse xmlns="http://example.com/doc/"><DoResult><Names><member>a</member><member>b&lt;c</member></Names><Empty></Empty><Nested><Port>80</Port><Enabled>false</Enabled></Nested><Map><entry><key>one</key><value>1</value></entry></Map><CreatedTime>2026-01-28T10:30:00.123Z</CreatedTime></DoResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></DoResponse>',
  )
  const error = new AwsError('TargetGroupNotFound', 'One or more target groups not found')
  expect(text(query.error(byQuery, error, 'id'))).toBe(
    '<ErrorResponse xmlns="http://example.com/doc/"><Error><Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>One or more target groups not found</Message></Error><RequestId>id</RequestId></ErrorResponse>',
  )
})

test('a JSON service reads times and bytes, and answers with seconds and base64', () => {
  const request = {
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.from('{"since":1769596200.5,"in":{"blob":"aGk="}}'),
  }
  expect(json.read(request, byJson)).toEqual({
    since: new Date('2026-01-28T10:30:00.500Z'),
    in: { blob: Buffer.from('hi') },
  })
  const output = {
    at: new Date('2026-01-28T10:30:00.123Z'),
    bytes: Buffer.from('hi'),
    none: undefined,
    map: new Map([['a', 1]]),
  }
  expect(text(json.result({ service: byJson, operation: 'Do' }, output, 'id'))).toBe(
    '{"at":1769596200.123,"bytes":"aGk=","map":{"a":1}}',
  )
  const error = new AwsError('LayerError', 'why', 400, { layer: 1 })
  expect(text(json.error(byJson, error, 'id'))).toBe('{"__type":"LayerError","message":"why","layer":1}')
})

test('a body that is no JSON object is refused', () => {
  const read = (body: string) => () =>
    json.read({ method: 'POST', path: '/', headers: {}, body: Buffer.from(body) }, byJson)
  expect(read('[1]')).toThrow('not a JSON object')
  expect(read('{')).toThrow('not a JSON object')
  expect(read('')()).toEqual({})
})

test('a signature is the one in AWS’s own example', () => {
  // "get-vanilla" and "get-vanilla-query-order-key-case" of the Signature Version 4 test suite.
  const headers = {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  }
  const signature = signatureOf(headers)
  if (!signature) throw new Error('the header was not read')
  const signed = (path: string) =>
    sign({ method: 'GET', path, headers, body: Buffer.alloc(0) }, signature, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')
  expect(signed('/')).toBe(signature.signature)
  expect(signed('/?Param2=value2&Param1=value1')).toBe(
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  )
})
