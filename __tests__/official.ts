// What do the official actions take and give, and what does our page for their users say of it?
import { readFileSync } from 'node:fs'

export type Official = { version: string; source: string; inputs: string[]; outputs: string[] }

const words = (text: string): string[] => text.trim().split(/\s+/)
const source = (name: string, version: string) => `https://github.com/aws-actions/${name}/blob/v${version}/action.yml`

/** The contracts of the official actions, as their `action.yml` of this version has them. */
export const officials: Record<string, Official> = {
  'amazon-ecs-render-task-definition': {
    version: '1.9.0',
    source: source('amazon-ecs-render-task-definition', '1.9.0'),
    inputs: words(`
      task-definition task-definition-arn task-definition-family task-definition-revision container-name image
      environment-variables log-configuration-log-driver log-configuration-options docker-labels command task-role-arn
      execution-role-arn env-files secrets`),
    outputs: ['task-definition'],
  },
  'amazon-ecs-deploy-task-definition': {
    version: '2.6.3',
    source: source('amazon-ecs-deploy-task-definition', '2.6.3'),
    inputs: words(`
      task-definition desired-count service cluster wait-for-service-stability wait-for-minutes wait-max-delay-seconds
      codedeploy-appspec codedeploy-application codedeploy-deployment-group codedeploy-deployment-description
      codedeploy-deployment-config force-new-deployment service-managed-ebs-volume-name service-managed-ebs-volume run-task
      run-task-container-overrides run-task-security-groups run-task-subnets run-task-assign-public-IP
      run-task-capacity-provider-strategy run-task-launch-type run-task-started-by run-task-tags
      run-task-managed-ebs-volume-name run-task-managed-ebs-volume wait-for-task-stopped enable-ecs-managed-tags
      propagate-tags keep-null-value-keys max-retries`),
    outputs: ['task-definition-arn', 'codedeploy-deployment-id', 'run-task-arn'],
  },
  'amazon-ecr-login': {
    version: '2.1.7',
    source: source('amazon-ecr-login', '2.1.7'),
    inputs: words('http-proxy mask-password registries registry-type skip-logout'),
    outputs: ['registry'],
  },
  'amazon-ecs-deploy-express-service': {
    version: '1.2.2',
    source: source('amazon-ecs-deploy-express-service', '1.2.2'),
    inputs: words(`
      service-name image execution-role-arn infrastructure-role-arn cluster container-port environment-variables secrets
      command log-group log-stream-prefix repository-credentials tags mutate-tags-on-update cpu memory task-role-arn subnets
      security-groups health-check-path min-task-count max-task-count auto-scaling-metric auto-scaling-target-value`),
    outputs: ['service-arn', 'endpoint'],
  },
}

/** One row of the page: an official input or output, and its counterpart in one of our actions. */
export type Row = {
  official: string
  mark: string
  ours: string[]
  action: string | undefined
}

export const page = readFileSync('docs/from-official.md', 'utf8')

/** The rows of the page for inputs or outputs of an official action. */
export function rowsOf(action: string, kind: 'input' | 'output'): Row[] {
  const [, section = ''] = page.split(`\n## ${action}\n`)
  const [, table = ''] = (section.split('\n## ')[0] as string).split(`| official ${kind} | ours | what changes |\n`)
  const lines = (table.split('\n\n')[0] as string).split('\n').filter(line => line.startsWith('| `'))
  return lines.map(line => {
    const [official = '', ours = '', changes = ''] = line.split(' | ')
    return {
      official: namesIn(official)[0] ?? '',
      ours: namesIn(ours),
      action: ours.match(/ of ([\w-]+)$/)?.[1],
      mark: changes.match(/^\*\*([\w ]+)\*\*/)?.[1] ?? '',
    }
  })
}

const namesIn = (cell: string): string[] => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name as string)

/** The page's example, before and after: lines without `+`, and lines without `-`. */
export function example(): { before: string; after: string } {
  const [, diff = ''] = page.match(/```diff\n([\s\S]*?)```/) ?? []
  const without = (sign: string) =>
    diff
      .split('\n')
      .filter(line => !line.startsWith(sign))
      .map(line => line.slice(1))
      .join('\n')
  return { before: without('+'), after: without('-') }
}
