// What does a task definition look like as it is written, and as ECS describes it?
import type { Definition } from '../../src/decisions/task-definition.ts'

export const written: Definition = {
  family: 'web',
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    {
      name: 'app',
      image: 'repo/app@sha256:1',
      portMappings: [{ containerPort: 8080 }],
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '' },
      ],
    },
    { name: 'proxy', image: 'repo/proxy:1', essential: false },
  ],
}
/** The same, as DescribeTaskDefinition gives it back. */
export const described: Definition = {
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:1:task-definition/web:7',
  revision: 7,
  status: 'ACTIVE',
  family: 'web',
  memory: '512',
  cpu: '256',
  networkMode: 'awsvpc',
  volumes: [],
  placementConstraints: [],
  requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: 1,
  registeredBy: 'arn:aws:iam::1:user/x',
  containerDefinitions: [
    {
      name: 'app',
      image: 'repo/app@sha256:1',
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      environment: [
        { name: 'A', value: '' },
        { name: 'B', value: '2' },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    },
    {
      name: 'proxy',
      image: 'repo/proxy:1',
      cpu: 0,
      essential: false,
      environment: [],
      portMappings: [],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    },
  ],
}
export const change = (member: object): Definition => ({ ...written, ...member })
export const app = (member: object): Definition =>
  change({
    containerDefinitions: [{ ...written.containerDefinitions?.[0], ...member }, written.containerDefinitions?.[1]],
  })
