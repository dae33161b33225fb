// How does AWS name things, in which part of the world?

/** Where something lives: 12-digit account and region. */
export type Place = { account: string; region: string }

/**
 * The partition of a region and the domain its services answer at.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partition(region: string): { name: string; domain: string } {
  if (region.startsWith('cn-')) return { name: 'aws-cn', domain: 'amazonaws.com.cn' }
  if (region.startsWith('us-gov-')) return { name: 'aws-us-gov', domain: 'amazonaws.com' }
  return { name: 'aws', domain: 'amazonaws.com' }
}

/** ARN of a regional resource: `arn:aws:ecs:ap-south-1:127214192604:cluster/web`. */
export function arn(service: string, { account, region }: Place, resource: string): string {
  return `arn:${partition(region).name}:${service}:${region}:${account}:${resource}`
}

/** ARN of something that belongs to no region: `arn:aws:iam::127214192604:role/deploy`. */
export function globalArn(service: string, { account, region }: Place, resource: string): string {
  return `arn:${partition(region).name}:${service}::${account}:${resource}`
}

/** Host of an account's private registry, as image references carry it. */
export function registryHost({ account, region }: Place): string {
  return `${account}.dkr.ecr.${region}.${partition(region).domain}`
}
