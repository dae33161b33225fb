// How does the command line speak to a sandbox that runs?
import { resolve } from 'node:path'
import type { ImageOrder } from './put-image.ts'
import { faultsText, journalText, trafficText, worldText } from './screen.ts'

/** Carries out `words` (`journal`, `fault ecs:*:drop` …) on the sandbox at `port` and answers what to print. Rejects with an `Error` of one line. */
export async function tell(port: number, [command = '', ...rest]: string[]): Promise<string> {
  const ask = async (method: string, path: string, body?: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, {
      method,
      ...(body !== undefined && { body }),
    }).catch(() => {
      throw new Error(`No sandbox answers on port ${port}: start one with "npm run sandbox", or name its --port`)
    })
    const content = await answer.json()
    if (!answer.ok) throw new Error((content as { message: string }).message)
    return content
  }

  switch (command) {
    case 'journal':
      return journalText((await ask('GET', 'journal')) as Parameters<typeof journalText>[0])
    case 'world':
      return worldText((await ask('GET', 'world')) as Parameters<typeof worldText>[0])
    case 'faults':
      return faultsText((await ask('GET', 'faults')) as Parameters<typeof faultsText>[0])
    case 'no-faults':
      return said(await ask('DELETE', 'faults'))
    case 'fault':
      return said(await ask('POST', 'faults', rest.join(' ')))
    case 'traffic':
      if (rest.length > 0) return said(await ask('POST', 'traffic', rest.join(' ')))
      return trafficText((await ask('GET', 'traffic')) as Parameters<typeof trafficText>[0])
    case 'no-traffic':
      return said(await ask('DELETE', 'traffic'))
    case 'image':
      return said(await ask('POST', 'images', JSON.stringify(imageOrder(rest))))
    default:
      throw new Error(
        `There is no command ${command}: fault, faults, no-faults, image, traffic, no-traffic, journal or world`,
      )
  }
}

/** The sandbox may have been started in another folder. */
function imageOrder([account = '', target = '', first = '', ...rest]: string[]): ImageOrder {
  if (first === '')
    throw new Error('image: write ACCOUNT REPOSITORY:TAG, and then a script or a folder with its command')
  return { account, target, what: [first.trimStart().startsWith('{') ? first : resolve(first), ...rest] }
}

const said = (content: unknown) => `${(content as { message: string }).message}\n`
