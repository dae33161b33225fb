// Does what is running do what it must?
import { action } from '../action.ts'
import { showDuration } from '../decisions/duration.ts'
import { cell, code } from '../decisions/markdown.ts'
import { isStatusPattern } from '../decisions/probe.ts'
import { count, duration, isUrl, list, map, text } from '../input.ts'
import { startLog } from '../log.ts'
import { probe } from '../smoke/probe.ts'

export default action({
  question: 'Does what is running do what it must?',
  about:
    'Asks addresses until each has given so many good answers in a row. Redirects are answers, not followed. Red says which address gave what.',
  usage: `urls: https://staging.example.com/healthz
expect-text: ok
`,
  inputs: {
    urls: list({ description: 'The addresses to ask.', required: true }),
    expectStatus: list({ description: 'Statuses of a good answer: `200`, `2xx`, `200-299`.', default: '2xx' }),
    expectText: text({ description: 'A text that the body of a good answer has.' }),
    headers: map({ description: 'Headers to send, `Name=value`.', secret: true }),
    consecutive: count(1, 100)({ description: 'How many good answers in a row are enough.', default: '2' }),
    intervalSeconds: duration('seconds')({ description: 'Time between two tries of an address.', default: '2' }),
    requestTimeoutSeconds: duration('seconds')({ description: 'How long one answer may take.', default: '10' }),
    timeoutSeconds: duration('seconds')({ description: 'How long all of it may take.', default: '60' }),
  },
  outputs: {
    verdict: '`answering` or `not-answering`.',
    url: 'The first address that was asked.',
    message: 'The last line of the log.',
    results: 'JSON: verdict, note and tries of each address.',
  },
  permissions: { aws: [], github: [] },
  rules: ({ urls, expectStatus }) => [
    ...urls.filter(url => !isUrl(url)).map(url => `urls has "${url}": write whole addresses, https://…`),
    ...expectStatus
      .filter(pattern => !isStatusPattern(pattern))
      .map(pattern => `expect-status has "${pattern}": write 200, 2xx or 200-299`),
  ],
  async run(inputs, world, tell) {
    const { clock } = world
    const log = startLog(clock, world.runner.line)
    const started = clock.now()
    const probing = {
      headers: inputs.headers,
      expected: { statuses: inputs.expectStatus, text: inputs.expectText, consecutive: inputs.consecutive },
      interval: inputs.intervalSeconds,
      requestTimeout: inputs.requestTimeoutSeconds,
      until: started + inputs.timeoutSeconds,
    }
    tell('url', inputs.urls[0] as string)

    const results = await Promise.all(inputs.urls.map(url => probe({ url, ...probing }, world, log)))
    const bad = results.filter(one => one.verdict !== 'answering')
    const took = showDuration(clock.now() - started)
    const line =
      bad.length === 0
        ? `${results.length === 1 ? results[0]?.url : `All ${results.length} addresses`} answered well, ${inputs.consecutive} times in a row.`
        : `${bad.map(one => `${one.url} ${one.note}`).join('; ')} (${took}). Look at what runs there and what it depends on.`
    tell('verdict', bad.length === 0 ? 'answering' : 'not-answering')
    tell('message', line)
    tell('results', JSON.stringify(results))
    await world.runner.summary(
      [
        '| address | verdict | last answer | tries |',
        '|---|---|---|---|',
        ...results.map(
          ({ url, verdict, note, tries }) =>
            `| ${code(url)} | ${verdict === 'answering' ? '✅' : '❌'} ${verdict} | ${cell(note)} | ${tries} |`,
        ),
        '',
      ].join('\n'),
    )
    return { good: bad.length === 0, line }
  },
})
