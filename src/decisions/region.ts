// Which partition does a region belong to, and what follows from it for hosts, ARNs and links?

type Partition = { partition: string; suffix: string; console: string }

// https://docs.aws.amazon.com/general/latest/gr/rande.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
const PARTITIONS: [region: RegExp, partition: Partition][] = [
  [/^cn-/, { partition: 'aws-cn', suffix: 'amazonaws.com.cn', console: 'console.amazonaws.cn' }],
  [/^us-gov-/, { partition: 'aws-us-gov', suffix: 'amazonaws.com', console: 'console.amazonaws-us-gov.com' }],
]
const COMMERCIAL: Partition = { partition: 'aws', suffix: 'amazonaws.com', console: 'console.aws.amazon.com' }

/** Partition name, DNS suffix and console host of a region. */
export const partitionOf = (region: string): Partition =>
  PARTITIONS.find(([pattern]) => pattern.test(region))?.[1] ?? COMMERCIAL

/** Whether a text is shaped like a region: `ap-south-1`, `us-gov-west-1`, `cn-north-1`. */
export const isRegion = (text: string): boolean => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text)

/** The ECS console's page of a service. */
export const serviceLink = (region: string, cluster: string, service: string): string =>
  `https://${partitionOf(region).console}/ecs/v2/clusters/${encodeURIComponent(cluster)}/services/${encodeURIComponent(service)}/health?region=${region}`

/** The CloudWatch console's page of a log stream. */
export const logStreamLink = (region: string, group: string, stream: string): string =>
  `https://${partitionOf(region).console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${consoleEscape(group)}/log-events/${consoleEscape(stream)}`

// The console reads its fragment twice, with $ in place of %.
const consoleEscape = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$')
