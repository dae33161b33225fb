// What must somebody be told at once, for those who alert people?

/** What an alert says of one service. */
export type Alert = {
  severity: 'critical' | 'warning'
  title: string
  message: string
  service: string
  cluster: string
  verdict: string
  remedy: string
  /** The revision that it is about, and what is live now. */
  from: string
  live: string
  cause: string
  nextStep: string
}

/** The JSON of an alert, with what was measured beyond its limit, if anything was. */
export const writeAlert = (
  alert: Alert,
  breach: { metric: string; value: string; threshold: string } | undefined,
): string =>
  JSON.stringify({
    ...alert,
    ...(breach ? { metric: breach.metric, value: breach.value, threshold: breach.threshold } : {}),
  })
