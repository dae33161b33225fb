// Which private address does a task have?
import { createHash } from 'node:crypto'
import type { Fields } from '../../service.ts'
import { uuid, type World } from '../world.ts'

/** The elastic network interface of a task in `awsvpc` mode. */
export type Interface = { id: string; attachmentId: string; ip: string; mac: string; subnet: string; attached: boolean }

/** The next free address, in the first of the task's subnets; unique in the whole sandbox. */
export function newInterface(world: World, settings: Fields): Interface {
  const { ids } = world
  const network = settings.networkConfiguration as { awsvpcConfiguration?: { subnets?: string[] } } | undefined
  const subnets = network?.awsvpcConfiguration?.subnets ?? []
  const turn = world.interfaces++
  const id = `eni-${ids(17)}`
  const mac = createHash('sha256').update(id).digest('hex').slice(0, 10)
  return {
    id,
    attachmentId: uuid(ids),
    ip: `10.0.${Math.floor(turn / 200) + 1}.${(turn % 200) + 10}`,
    mac: `02:${mac.replace(/(..)(?=.)/g, '$1:')}`,
    subnet: subnets[turn % subnets.length] ?? '',
    attached: true,
  }
}
