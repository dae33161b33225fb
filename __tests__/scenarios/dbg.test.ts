import { test } from '@jest/globals'
import { interruptedAt, shortShift } from '../shift-points.ts'

const from = Number(process.env.FROM ?? 1),
  to = Number(process.env.TO ?? 98)
test('int', async () => {
  for (let call = from; call <= to; call++) {
    const t0 = performance.now()
    const { web, ended, operation, at } = await interruptedAt({ call, how: 'SIGINT' }, { scaled: [1, 8] }, shortShift)
    const writes = web.sandbox.journal.entries
      .filter(one => one.time >= at && !/^(Describe|List)/.test(one.operation))
      .map(one => `${one.operation}+${one.time - at}`)
    const last = ended.log.trimEnd().split('\n').at(-1)
    process.stdout.write(
      `${call} ${operation} ${ended.code} ${JSON.stringify(await web.weights())} ${web.clock.now() - at} ms | ${writes.join(' ')} | ${last} ${(performance.now() - t0).toFixed()}\n`,
    )
    await web.close()
  }
}, 1e9)
