import { appendFileSync } from 'node:fs'
import { test } from '@jest/globals'
import { again, interruptedAt, shortShift, standing } from '../shift-points.ts'

const how = (process.env.HOW ?? 'SIGKILL') as 'SIGKILL'
const out = (line: string) => appendFileSync(`/tmp/alb/${how}.log`, `${line}\n`)
const every = Number(process.env.EVERY ?? 1)
test('points', async () => {
  const first = await interruptedAt({ call: 9999, how }, { scaled: [1, 8] }, shortShift)
  const usual = JSON.stringify(await standing(first.web))
  out(`${first.ended.code} ${first.web.sandbox.journal.entries.length} ${usual}\n${first.ended.log}`)
  await first.web.close()
  for (let call = 1; call < 400; call += every) {
    const { web, ended, operation, at } = await interruptedAt({ call, how }, { scaled: [1, 8] }, shortShift)
    if (operation === undefined) break
    const writes = web.sandbox.journal.entries
      .filter(one => one.time >= at && !/^(Describe|List)/.test(one.operation))
      .map(one => `${one.operation}+${one.time - at}`)
    const weights = JSON.stringify(await web.weights())
    const took = web.clock.now() - at
    const last = ended.log.trimEnd().split('\n').at(-1)
    const second = await again(web, shortShift)
    const now = JSON.stringify(await standing(web))
    out(
      `${call} ${operation} ${ended.code} ${how === 'SIGINT' ? `${weights} ${took} ms | ${writes.join(' ')} | ${last}` : ''} -> ${second.code} ${now === usual ? 'same' : `${now}\n${second.log}`}`,
    )
    await web.close()
  }
}, 1e9)
