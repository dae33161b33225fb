// What if the revision is live already: is there nothing to do, or does it not serve any more?
import { afterEach, expect, test } from '@jest/globals'
import { call, type Fields, type Given, newest, setScene } from './shift.ts'

let given: Given

afterEach(() => given.stage.close())

/** web:2 has taken over, and all its tasks stop. */
async function stopped({ image }: { image: 'there' | 'gone' }) {
  ;({ given } = await setScene({}))
  const { stage } = given
  expect((await given.start().ended).outputs.verdict).toBe('finished')
  if (image === 'gone') {
    const { taskDefinition } = await stage.sandbox.call('staging', 'ecs', 'DescribeTaskDefinition', {
      taskDefinition: 'web:2',
    })
    const [container] = (taskDefinition as { containerDefinitions: { image: string }[] }).containerDefinitions
    await stage.sandbox.call('staging', 'ecr', 'BatchDeleteImage', {
      repositoryName: 'web',
      imageIds: [{ imageDigest: container?.image.split('@')[1] }],
    })
  }
  const { taskArns } = (await call(given, 'ListTasks', { serviceName: 'web' })) as Fields & { taskArns: string[] }
  for (const task of taskArns) await call(given, 'StopTask', { task })
  await stage.clock.advance(5_000)
}
const releaseAgain = () =>
  given.stage.run('ecs-deploy-wait', { inputs: { cluster: 'staging', service: 'web', 'task-definition': 'web:2' } })

test('one that serves needs nothing', async () => {
  ;({ given } = await setScene({}))
  expect((await given.start().ended).outputs.verdict).toBe('finished')
  const again = await given.start().ended
  expect([again.code, again.outputs.verdict, again.outputs['live-verified']]).toEqual([0, 'nothing-to-do', 'true'])
  expect(again.log).toMatch(/web:2 was live already, nothing to do\. web:2 is live \(2 of 2 tasks\)\./)
  expect((await newest(given)).count).toBe(2)
})

test('one whose tasks are just being replaced is waited for', async () => {
  await stopped({ image: 'there' })
  const again = await given.start().ended
  expect(again.log).toMatch(/has only \d of 2 tasks, though ECS calls its deployment completed: they are waited for/)
  expect([again.code, again.outputs.verdict, again.outputs['live-verified']]).toEqual([0, 'nothing-to-do', 'true'])
})

test('one that cannot serve any more is red, with the cause', async () => {
  await stopped({ image: 'gone' })
  const again = await given.start().ended
  expect([again.code, again.outputs.verdict, again.outputs.remedy]).toEqual([1, 'failed', 'needs-human'])
  expect(again.outputs.cause).toMatch(/its image does not exist/)
  expect(again.log).toMatch(/✗ web:2 failed: it was live already, but does not serve \(.*Push the image first/)
  const released = await releaseAgain()
  expect([released.code, released.outputs['live-verified']]).toEqual([1, 'false'])
  expect(released.outputs.cause).toMatch(/its image does not exist/)
  expect((await newest(given)).count).toBe(2)
})
