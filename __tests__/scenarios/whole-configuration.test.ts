// Does a change of one deployment setting keep all the others?
import { expect, test } from '@jest/globals'
import { play } from '../play.ts'
import { scene } from '../scene.ts'

test('what is sent of the deployment configuration is all of it, as it was but for the change', async () => {
  const stage = await play()
  try {
    const web = await scene(stage.sandbox, { deployment: { minimumHealthyPercent: 50, bakeTimeInMinutes: 1 } })
    const revision = await web.revise({ answers: [{ body: 'v2' }] })
    const inputs = { cluster: 'staging', service: 'web', 'task-definition': revision, 'maximum-percent': '150' }
    const { outputs } = await stage.run('ecs-deploy-wait', { inputs })
    expect(outputs.verdict).toBe('succeeded')
    const [update] = stage.sandbox.journal.calls({ operation: 'UpdateService' })
    expect(update?.input).toMatchObject({
      deploymentConfiguration: {
        maximumPercent: 150,
        minimumHealthyPercent: 50,
        bakeTimeInMinutes: 1,
        strategy: 'ROLLING',
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
    })
  } finally {
    await stage.close()
  }
})
