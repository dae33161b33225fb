// In which words does CloudWatch refuse?
import { validation } from '../check.ts'

export const invalid = validation('ValidationError')
