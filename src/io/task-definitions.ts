// How are task definitions read and registered without losing a member that the SDK does not know yet?
import { buffer } from 'node:stream/consumers'
import { DescribeTaskDefinitionCommand, type ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs'
import type { Definition, Registered, Tag } from '../decisions/task-definition.ts'
import { Failure } from '../failure.ts'
import { call } from './aws.ts'

type Answer = { taskDefinition: Definition & { taskDefinitionArn: string; status: string }; tags?: Tag[] }

/**
 * Task definitions as ECS's own JSON, on the way in and out: the SDK drops members newer than itself, and a dropped
 * member is a setting lost in production.
 */
export function taskDefinitions(client: ECSClient, once: ECSClient, region: string) {
  return {
    /** One by ARN, `family:n` or family (its newest active revision); undefined when ECS knows none. */
    async describeTaskDefinition(reference: string): Promise<Registered | undefined> {
      const command = new DescribeTaskDefinitionCommand({ taskDefinition: reference, include: ['TAGS'] })
      let answer: Answer | undefined
      command.middlewareStack.add(
        next => async args => {
          const result = await next(args)
          const response = result.response as { statusCode: number; body: NodeJS.ReadableStream | Uint8Array }
          const body = await buffer(response.body as NodeJS.ReadableStream)
          response.body = body
          if (response.statusCode === 200) answer = JSON.parse(body.toString('utf8'))
          return result
        },
        { step: 'deserialize', priority: 'low' },
      )
      const purpose = {
        permission: 'ecs:DescribeTaskDefinition',
        resource: `task definition ${reference}`,
        region,
        known: { ClientException: (message: string) => message },
      }
      try {
        await call(purpose, () => client.send(command))
      } catch (error) {
        if (error instanceof Failure && /Unable to describe task definition/i.test(error.message)) return undefined
        throw error
      }
      return answer && registered(answer)
    },

    /**
     * Registers a definition; ECS's own words when it refuses it. Tried once: a second try after a lost answer would
     * make a second revision.
     */
    async registerTaskDefinition(definition: Definition, tags: Tag[]): Promise<Registered> {
      const body = { ...definition, ...(tags.length > 0 ? { tags } : {}) }
      const command = new RegisterTaskDefinitionCommand({ family: definition.family, containerDefinitions: [] })
      command.middlewareStack.add(
        next => args => {
          ;(args.request as { body: string }).body = JSON.stringify(body)
          return next(args)
        },
        { step: 'serialize', priority: 'low' },
      )
      const purpose = {
        permission: 'ecs:RegisterTaskDefinition',
        resource: `family ${definition.family}`,
        region,
        known: {
          ClientException: (message: string) =>
            `ECS refuses the task definition of family ${definition.family}: ${message}`,
        },
      }
      const { taskDefinition } = await call(purpose, () => once.send(command))
      const arn = taskDefinition?.taskDefinitionArn ?? ''
      return { arn, revision: arn.split('/').at(-1) as string, active: true, definition, tags }
    },
  }
}

const registered = ({ taskDefinition, tags = [] }: Answer): Registered => ({
  arn: taskDefinition.taskDefinitionArn,
  revision: taskDefinition.taskDefinitionArn.split('/').at(-1) as string,
  active: taskDefinition.status === 'ACTIVE',
  definition: taskDefinition,
  tags,
})
