// What did a step write to GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE?

/**
 * Reads `name=value` and `name<<end … end`, in the order written. Throws the runner's own message when it is neither.
 * https://github.com/actions/runner/blob/v2.336.0/src/Runner.Worker/FileCommandManager.cs
 */
export function pairsIn(text: string): [name: string, value: string][] {
  const pairs: [string, string][] = []
  const lines = text.split('\n')
  // A text that ends with a newline has no further line after it; one that does not has an unfinished one.
  const unfinished = lines.pop() ?? ''
  if (unfinished !== '') lines.push(unfinished)
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const marker = line.indexOf('<<')
    if (equals >= 0 && (marker < 0 || equals < marker)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`)
      pairs.push([line.slice(0, equals), line.slice(equals + 1)])
      continue
    }
    if (marker < 0) throw new Error(`Invalid format '${line}'`)
    const name = line.slice(0, marker)
    const delimiter = line.slice(marker + 2)
    if (name === '' || delimiter === '') {
      throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
    }
    const end = lines.indexOf(delimiter, index + 1)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    pairs.push([name, lines.slice(index + 1, end).join('\n')])
    index = end
  }
  return pairs
}
