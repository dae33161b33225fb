// Which inputs were given, and what is wrong with them?
import { closestMatch } from 'leven'
import type { Input, Values } from './input.ts'

export type Inputs = Record<string, Input>

/** `containerName` in our code is `container-name` in the contract. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/**
 * Reads every input and answers all values, with every problem at once; each problem is a line that begins with the
 * input's name, and its value is that of an unset one.
 */
export async function readInputs<I extends Inputs>(
  inputs: I,
  given: Record<string, string>,
): Promise<{ values: Values<I>; problems: string[] }> {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, input] of Object.entries(inputs)) {
    // An empty input is an unset one: `with: { x: ${{ … }} }` gives an empty text when there is nothing.
    const written = (given[kebab(name)] ?? '').trim()
    const text = written || (input.default?.startsWith('${{') ? '' : (input.default ?? ''))
    if (text === '') {
      if (input.required) problems.push(`${kebab(name)} is empty: ${firstSentence(input.description)}`)
      values[name] = input.unset
      continue
    }
    const reading = await input.read(text)
    if ('problem' in reading) {
      const problem = input.secret ? reading.problem.replaceAll(text, '***') : reading.problem
      problems.push(`${kebab(name)} ${problem}`)
      values[name] = input.unset
    } else values[name] = reading.value
  }
  return { values: values as Values<I>, problems }
}

/**
 * What is wrong with inputs that do not fit together, beside what is wrong with each: rules are asked with the values that
 * could be read, and what they say of the others is left out.
 */
export function unfittingInputs<V>(
  rules: ((values: V) => string[]) | undefined,
  { values, problems }: { values: V; problems: string[] },
): string[] {
  const known = problems.map(problem => problem.split(' ')[0] as string)
  const names = (rule: string) => (rule.split(':')[0] as string).split(/[^\w-]+/)
  try {
    return rules?.(values).filter(rule => !names(rule).some(name => known.includes(name))) ?? []
  } catch (error) {
    if (problems.length > 0) return []
    throw error
  }
}

/** Given names that the action does not know, each with the known one it was probably meant to be. */
export function unknownInputs(inputs: Inputs, given: Record<string, string>): { name: string; nearest?: string }[] {
  const known = Object.keys(inputs).map(kebab)
  return Object.keys(given)
    .filter(name => !known.includes(name))
    .map(name => {
      const nearest = closestMatch(name, known, { maxDistance: Math.ceil(name.length / 2) })
      return nearest === undefined ? { name } : { name, nearest }
    })
}

/** Problems of given inputs that are for another action, by the name a user wrote; `false` asks for nothing. */
export const misplacedInputs = (elsewhere: Record<string, string>, given: Record<string, string>): string[] =>
  Object.entries(elsewhere).flatMap(([name, instead]) =>
    /^(false)?$/i.test((given[name] ?? '').trim()) ? [] : [`${name} is not done here: ${instead}`],
  )

const firstSentence = (description: string): string => {
  const sentence = description.split(/\.(\s|$)/)[0] as string
  return `give ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}
