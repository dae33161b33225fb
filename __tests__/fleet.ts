// What if a cluster has many services?
import type { Play } from './play.ts'
import { type Scene, scene } from './scene.ts'

export type Fleet = {
  web: Scene
  names: string[]
  /** How many services have `family:n` as their only deployment, complete. */
  on(revision: string): Promise<number>
}

/** `count` services with one task each, beside the scene's own, all of them at rest. */
export async function fleet({ sandbox, clock }: Play, count: number): Promise<Fleet> {
  const web = await scene(sandbox, { balanced: false, desired: 1 })
  const call = (operation: string, input: Record<string, unknown>) => sandbox.call('staging', 'ecs', operation, input)
  const names = Array.from({ length: count }, (_, i) => `s${String(i + 1).padStart(3, '0')}`)
  for (const serviceName of names)
    await call('CreateService', {
      cluster: 'staging',
      serviceName,
      taskDefinition: 'web:1',
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a0a0a0a0a0a0a0a0'] } },
    })
  await clock.advance(180_000)
  return {
    web,
    names,
    async on(revision) {
      let found = 0
      for (const name of names) {
        const { services } = await call('DescribeServices', { cluster: 'staging', services: [name] })
        const [{ deployments }] = services as [{ deployments: { taskDefinition: string; rolloutState: string }[] }]
        const [one, ...others] = deployments
        if (one?.taskDefinition.endsWith(`/${revision}`) && one.rolloutState === 'COMPLETED' && others.length === 0)
          found++
      }
      return found
    },
  }
}
