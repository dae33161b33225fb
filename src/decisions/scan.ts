// Do the findings of a scan let an image through?

/** From harmless to worst; enhanced scanning calls what is not rated yet untriaged. */
const SEVERITIES = ['UNDEFINED', 'INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What ECR says of a scan at one moment. `NONE`: there is none. */
export type ScanLook = {
  status: string
  description: string
  /** By severity. */
  counts: Record<string, number>
  examples: { name: string; severity: string }[]
}

export type ScanVerdict = 'clean' | 'refused' | 'blind' | 'waiting' | 'not-begun'
export type Scanned = { verdict: ScanVerdict; line: string }

/**
 * Basic scans end `COMPLETE`, enhanced ones stay `ACTIVE`: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html
 * `allowed` is the worst severity that is let through. A scan that failed lets nothing through: it has measured nothing.
 */
export function judgeScan({ status, description, counts, examples }: ScanLook, allowed: Severity): Scanned {
  if (status === 'NONE') return { verdict: 'not-begun', line: 'has not been scanned' }
  if (['IN_PROGRESS', 'PENDING'].includes(status)) return { verdict: 'waiting', line: 'is being scanned' }
  if (status !== 'COMPLETE' && status !== 'ACTIVE')
    return { verdict: 'blind', line: `could not be scanned (${status}${description ? `: ${description}` : ''})` }
  const rank = (severity: string) => Math.max(0, SEVERITIES.indexOf(severity as Severity))
  const worse = Object.entries(counts).filter(([severity, count]) => count > 0 && rank(severity) > rank(allowed))
  const found = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(b) - rank(a))
    .map(([severity, count]) => `${count} ${severity.toLowerCase()}`)
  if (worse.length === 0) return { verdict: 'clean', line: `was scanned: ${found.join(', ') || 'nothing found'}` }
  const names = examples.filter(({ severity }) => rank(severity) > rank(allowed)).map(({ name }) => name)
  const shown = names.slice(0, 5).join(', ')
  return {
    verdict: 'refused',
    line: `has findings above ${allowed}: ${found.join(', ')}${shown ? ` (${shown}${names.length > 5 ? ', …' : ''})` : ''}`,
  }
}
