// How does a rule rewrite the requests that it forwards?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
import type { HttpRequest } from '../../network.ts'
import type { Fields } from '../service.ts'
import { refuse } from './refuse.ts'

/** As the API takes and shows it. */
export type Transform = Fields

const configs = { 'host-header-rewrite': 'HostHeaderRewriteConfig', 'url-rewrite': 'UrlRewriteConfig' } as const

type Rewrite = { Regex?: string; Replace?: string }

/** Reads the transforms of a rule: at most one of each kind. Throws `ValidationError`. */
export function readTransforms(inputs: Fields[]): Transform[] {
  const types = inputs.map(({ Type }) => Type)
  if (new Set(types).size < types.length) throw refuse.value('A rule can have one transform of each type')
  for (const input of inputs) {
    if (typeof input.Type !== 'string' || !Object.hasOwn(configs, input.Type))
      throw refuse.value(`Transform type '${input.Type}' must be one of '[${Object.keys(configs).join(',')}]'`)
    const [rewrite, ...others] = rewritesOf(input)
    if (!rewrite?.Regex || others.length > 0) throw refuse.value('A transform must have exactly one rewrite')
    try {
      new RegExp(rewrite.Regex)
    } catch {
      throw refuse.value(`'${rewrite.Regex}' is not a valid regular expression`)
    }
  }
  return inputs
}

const rewritesOf = (transform: Transform): Rewrite[] => {
  const config = transform[configs[transform.Type as keyof typeof configs]] as { Rewrites?: Rewrite[] } | undefined
  return config?.Rewrites ?? []
}

/** The request as the target gets it. */
export function transformed(request: HttpRequest, transforms: Transform[]): HttpRequest {
  let { path } = request
  let { host = '' } = request.headers
  for (const transform of transforms) {
    const [{ Regex = '', Replace = '' } = {}] = rewritesOf(transform)
    if (transform.Type === 'url-rewrite') path = path.replace(new RegExp(Regex), Replace)
    else host = host.replace(new RegExp(Regex), Replace)
  }
  return { ...request, path, headers: { ...request.headers, host } }
}
