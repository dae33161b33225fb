// In which words does Secrets Manager refuse?
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html, "Errors" of each
import { validation } from '../check.ts'
import { AwsError } from '../service.ts'

export const invalid = validation('ValidationException')

const missing = (message: string) => new AwsError('ResourceNotFoundException', message)
const request = (message: string) => new AwsError('InvalidRequestException', message)

export const refuse = {
  parameter: (message: string) => new AwsError('InvalidParameterException', message),
  noSecret: () => missing("Secrets Manager can't find the specified secret."),
  noVersion: (which: string) => missing(`Secrets Manager can't find the specified secret value for ${which}`),
  deleted: () => request("You can't perform this operation on the secret because it was marked for deletion."),
  nameDeleted: () =>
    request("You can't create this secret because a secret with this name is already scheduled for deletion."),
  exists: (name: string) =>
    new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`),
  tokenUsed: (token: string, arn: string) =>
    new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
    ),
  token: () => new AwsError('InvalidNextTokenException', 'Invalid token'),
}
