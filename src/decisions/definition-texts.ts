// Which values of a task definition are texts to ECS, even when they look like numbers or flags?

/**
 * Members whose values, at whatever depth, ECS takes as texts.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const WITH_TEXTS = [
  ...['environment', 'environmentFiles', 'secrets', 'secretOptions', 'dockerLabels', 'labels', 'tags', 'options'],
  ...['driverOpts', 'command', 'entryPoint', 'systemControls', 'properties', 'extraHosts', 'dockerSecurityOptions'],
  ...['dnsServers', 'dnsSearchDomains', 'links', 'credentialSpecs', 'family', 'name', 'image', 'user', 'hostname'],
  ...['sourceVolume', 'containerName', 'workingDirectory', 'containerPortRange'],
]
/** Texts of the whole task; the same members of a container are numbers. */
const OF_THE_TASK = ['cpu', 'memory']

/** Whether the value at a path of a task definition, or of what is to be changed in one, is a text to ECS. */
export function isDefinitionText(path: string[]): boolean {
  const containers = path.indexOf('containerDefinitions')
  // What follows is a position, or the name of a container, which may be any word.
  const members = containers < 0 ? path : path.slice(containers + 2)
  return (
    members.some(member => WITH_TEXTS.includes(member)) ||
    (containers < 0 && OF_THE_TASK.includes(members.at(-1) as string))
  )
}
