// What did a service deploy, as far as ECS remembers?
import { DescribeServiceRevisionsCommand, type ECSClient, ListServiceDeploymentsCommand } from '@aws-sdk/client-ecs'
import type { Attempt, Ran } from '../decisions/release-line.ts'
import { inBatches } from '../turns.ts'
import { call, type Purpose } from './aws.ts'
import { nameOf } from './ecs-facts.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServiceDeployments.html, …API_DescribeServiceRevisions.html */
const DEPLOYMENTS_A_PAGE = 100
const REVISIONS_A_CALL = 20

/** Deployments that are looked into, newest first: of more, none is gone back to. */
const NEWEST = 100
/** Pages that are read to find them: AWS promises no order. */
const PAGES = 20

/** The service deployments and revisions that ECS keeps for 90 days. */
export function serviceHistory(
  client: ECSClient,
  purpose: (permission: string, cluster: string, service: string) => Purpose,
) {
  return {
    /** The newest deployments of a service, with the images that each ran; oldest first. */
    async listAttempts(cluster: string, service: string): Promise<Attempt[]> {
      const briefs: { number: string; arn: string; at: number; status: string }[] = []
      let nextToken: string | undefined
      for (let page = 0; page < PAGES; page++) {
        const command = new ListServiceDeploymentsCommand({
          ...{ cluster, service, maxResults: DEPLOYMENTS_A_PAGE },
          ...(nextToken ? { nextToken } : {}),
        })
        const answer = await call(purpose('ListServiceDeployments', cluster, service), () => client.send(command))
        for (const one of answer.serviceDeployments ?? []) {
          const arn = one.targetServiceRevisionArn
          if (arn)
            briefs.push({ number: nameOf(arn), arn, at: one.createdAt?.getTime() ?? 0, status: one.status ?? '' })
        }
        nextToken = answer.nextToken
        if (!nextToken) break
      }
      const newest = briefs.toSorted((a, b) => a.at - b.at).slice(-NEWEST)
      const arns = [...new Set(newest.map(one => one.arn))]
      const answers = await Promise.all(
        inBatches(arns, REVISIONS_A_CALL).map(serviceRevisionArns =>
          call(purpose('DescribeServiceRevisions', cluster, service), () =>
            client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns })),
          ),
        ),
      )
      const revisions = new Map(
        answers.flatMap(one => one.serviceRevisions ?? []).map(one => [one.serviceRevisionArn ?? '', one]),
      )
      return newest.flatMap(({ arn, number, at, status }) => {
        const found = revisions.get(arn)
        if (!found?.taskDefinition) return []
        const images = (found.containerImages ?? []).map(
          (one): Ran => ({
            container: one.containerName ?? '',
            image: one.image ?? '',
            digest: one.imageDigest ?? one.image?.match(/@(sha256:[0-9a-f]{64})$/)?.[1],
          }),
        )
        return [{ number, revision: nameOf(found.taskDefinition), at, status, images }]
      })
    },
  }
}
