// In which state do data points put an alarm?
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export type Rule = {
  breaches(value: number): boolean
  /** Data points that are looked at, and how many of them must breach. */
  evaluated: number
  toAlarm: number
  missing: 'missing' | 'ignore' | 'breaching' | 'notBreaching'
}

/** Beyond the evaluated periods AWS looks at some older ones, in case that newer data is missing; its examples show two. */
export const olderPeriods = 2

/**
 * The state by the values of the evaluation range, oldest first; undefined is a period without data. Undefined when the alarm
 * stays as it is.
 */
export function judge(values: (number | undefined)[], rule: Rule): AlarmState | undefined {
  const { breaches, evaluated, toAlarm, missing } = rule
  const real = values.filter(value => value !== undefined).slice(-evaluated)
  const breaching = real.filter(breaches).length
  const lacking = evaluated - real.length
  if (real.length === 0) {
    if (missing === 'ignore') return undefined
    if (missing === 'missing') return 'INSUFFICIENT_DATA'
    return missing === 'breaching' ? 'ALARM' : 'OK'
  }
  if (breaching >= toAlarm) return 'ALARM'
  if (missing === 'breaching') return breaching + lacking >= toAlarm ? 'ALARM' : 'OK'
  if (missing === 'notBreaching' || lacking === 0 || breaching < real.length) return 'OK'
  // All that there is breaches, and it is too little: enough once the oldest of it is old enough.
  const age = values.length - values.findIndex(value => value !== undefined)
  return missing === 'missing' && age >= toAlarm ? 'ALARM' : undefined
}
