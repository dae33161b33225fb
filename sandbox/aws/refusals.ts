// In which words does AWS refuse what any of its services can refuse?
import { AwsError, type Service } from './service.ts'

/** Whose words: those of a protocol's services, of ECR's registries, or GitHub's. */
export type Tongue = Service['protocol']['kind'] | 'registry' | 'github'

export type Refusal =
  | 'unknown-key'
  | 'bad-signature'
  | 'no-signature'
  | 'expired-token'
  | 'access-denied'
  | 'throttling'
  | 'server-error'
  | 'unavailable'
  | 'unknown-operation'

type Words = [code: string, status: number, message: string]

/**
 * Codes, HTTP statuses and messages.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html (JSON 1.1),
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html (query),
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes,
 * https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
const words: Record<Tongue, Record<Refusal, Words>> = {
  json: {
    'unknown-key': ['UnrecognizedClientException', 400, 'The security token included in the request is invalid.'],
    'bad-signature': [
      'InvalidSignatureException',
      400,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ],
    'no-signature': ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
    'expired-token': ['ExpiredTokenException', 400, 'The security token included in the request is expired'],
    'access-denied': ['AccessDeniedException', 400, 'User is not authorized to perform this action'],
    throttling: ['ThrottlingException', 400, 'Rate exceeded'],
    'server-error': ['ServerException', 500, 'Service Unavailable. Please try again later.'],
    unavailable: ['ServiceUnavailableException', 503, 'Service Unavailable. Please try again later.'],
    'unknown-operation': ['UnknownOperationException', 400, 'The requested operation is not known'],
  },
  query: {
    'unknown-key': ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
    'bad-signature': [
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ],
    'no-signature': ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    'expired-token': ['ExpiredToken', 403, 'The security token included in the request is expired'],
    'access-denied': ['AccessDenied', 403, 'User is not authorized to perform this action'],
    throttling: ['Throttling', 400, 'Rate exceeded'],
    'server-error': ['InternalFailure', 500, 'The request processing has failed because of an unknown error.'],
    unavailable: ['ServiceUnavailable', 503, 'Service Unavailable. Please try again later.'],
    'unknown-operation': ['InvalidAction', 400, 'Could not find operation'],
  },
  registry: {
    'unknown-key': ['UNAUTHORIZED', 401, 'Not Authorized'],
    'bad-signature': ['UNAUTHORIZED', 401, 'Not Authorized'],
    'no-signature': ['UNAUTHORIZED', 401, 'Not Authorized'],
    'expired-token': ['DENIED', 403, 'Your authorization token has expired. Reauthenticate and try again.'],
    'access-denied': ['DENIED', 403, 'User is not authorized to perform this action'],
    throttling: ['TOOMANYREQUESTS', 429, 'Rate exceeded'],
    'server-error': ['UNKNOWN', 500, 'Internal Server Error'],
    unavailable: ['UNAVAILABLE', 503, 'Service Unavailable'],
    'unknown-operation': ['UNSUPPORTED', 405, 'The operation is unsupported.'],
  },
  github: {
    'unknown-key': ['Bad credentials', 401, 'Bad credentials'],
    'bad-signature': ['Bad credentials', 401, 'Bad credentials'],
    'no-signature': ['Requires authentication', 401, 'Requires authentication'],
    'expired-token': ['Bad credentials', 401, 'Bad credentials'],
    'access-denied': ['Forbidden', 403, 'Resource not accessible by integration'],
    throttling: [
      'Secondary rate limit',
      429,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ],
    'server-error': ['Server Error', 500, 'Server Error'],
    unavailable: ['Unavailable', 503, 'No server is currently available to service your request.'],
    'unknown-operation': ['Not Found', 404, 'Not Found'],
  },
}

/** The error with which services that speak `tongue` refuse; `message` replaces the usual one. */
export function refusal(tongue: Tongue, reason: Refusal, message?: string): AwsError {
  const [code, status, usual] = words[tongue][reason]
  return new AwsError(code, message ?? usual, status)
}
