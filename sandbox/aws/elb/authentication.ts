// How does a load balancer let in only those whom it knows?
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
import type { HttpRequest, HttpResponse } from '../../network.ts'
import type { Fields } from '../service.ts'
import { refuse } from './refuse.ts'

const configs = {
  'authenticate-oidc': 'AuthenticateOidcConfig',
  'authenticate-cognito': 'AuthenticateCognitoConfig',
  'jwt-validation': 'JwtValidationConfig',
} as const

/** `settings` as the API names them, without the client's secret, which `secret` keeps. */
export type Guard = {
  type: keyof typeof configs
  settings: Fields
  secret: string | undefined
  order: number | undefined
}

export const isGuard = (type: unknown): type is Guard['type'] =>
  typeof type === 'string' && Object.hasOwn(configs, type)

const required: Record<Guard['type'], string[]> = {
  'authenticate-oidc': ['Issuer', 'AuthorizationEndpoint', 'TokenEndpoint', 'UserInfoEndpoint', 'ClientId'],
  'authenticate-cognito': ['UserPoolArn', 'UserPoolClientId', 'UserPoolDomain'],
  'jwt-validation': ['JwksEndpoint', 'Issuer'],
}

/** What the API adds where a user says nothing. */
const usual = {
  SessionCookieName: 'AWSELBAuthSessionCookie',
  Scope: 'openid',
  SessionTimeout: 604_800,
  OnUnauthenticatedRequest: 'authenticate',
}

/**
 * Reads such an action. A client's secret is given, or taken over from `before`, what stood in the same place: the API
 * never shows it, so that who writes a rule again must say `UseExistingClientSecret`.
 */
export function readGuard(type: Guard['type'], input: Fields, before: Guard[]): Omit<Guard, 'order'> {
  const config = (input[configs[type]] ?? {}) as Fields
  const missing = required[type].find(member => config[member] === undefined)
  if (missing) throw refuse.value(`A ${missing} must be specified for an action of type '${type}'`)
  if (type === 'jwt-validation') return { type, settings: config, secret: undefined }
  const { ClientSecret, UseExistingClientSecret: existing, AuthenticationRequestExtraParams: extra, ...rest } = config
  const settings = { ...usual, ...rest, ...(extra !== undefined && { AuthenticationRequestExtraParams: mapOf(extra) }) }
  if (type === 'authenticate-cognito') return { type, settings, secret: undefined }
  if (existing === true && ClientSecret !== undefined)
    throw refuse.value('You cannot specify both a client secret and UseExistingClientSecret')
  const secret =
    existing === true
      ? before.find(one => one.type === type && one.settings.ClientId === config.ClientId)?.secret
      : ClientSecret
  if (typeof secret !== 'string')
    throw refuse.value(
      existing === true ? 'There is no existing client secret to use' : 'A client secret must be specified',
    )
  return { type, settings, secret }
}

const mapOf = (fields: unknown) => (fields instanceof Map ? fields : new Map(Object.entries(fields as Fields)))

export const shownGuard = ({ type, settings, order }: Guard): Fields => ({
  Type: type,
  Order: order,
  [configs[type]]: settings,
})

/** What somebody gets whom the action does not let pass; undefined for those whom it does. Who has a session's cookie, has logged in. */
export function turnedAway({ type, settings }: Guard, { headers }: HttpRequest): HttpResponse | undefined {
  if (type === 'jwt-validation') return /^bearer \S/i.test(headers.authorization ?? '') ? undefined : page(401)
  const cookies = headers.cookie?.split(/; */) ?? []
  if (cookies.some(one => one.startsWith(`${settings.SessionCookieName}-`))) return undefined
  if (settings.OnUnauthenticatedRequest === 'allow') return undefined
  if (settings.OnUnauthenticatedRequest === 'deny') return page(401)
  const endpoint = settings.AuthorizationEndpoint ?? `https://${settings.UserPoolDomain}/oauth2/authorize`
  const client = String(settings.ClientId ?? settings.UserPoolClientId)
  const query = new URLSearchParams({
    client_id: client,
    redirect_uri: `https://${headers.host}/oauth2/idpresponse`,
    response_type: 'code',
    scope: String(settings.Scope),
  })
  return { status: 302, headers: { location: `${endpoint}?${query}` }, body: Buffer.alloc(0) }
}

const page = (status: number): HttpResponse => ({
  status,
  headers: { server: 'awselb/2.0', 'content-type': 'text/html' },
  body: Buffer.from(`<html><head><title>${status} Authorization Required</title></head></html>\r\n`),
})
