// How are the tests against real parts run? One after the other, and with time: containers start and end for real.
import house from '../../jest.config.js'

export default {
  ...house,
  rootDir: '../..',
  roots: ['<rootDir>/__tests__/real'],
  // enter.sh has said so when it is not there.
  testPathIgnorePatterns: process.env.BUILDX ? [] : ['/buildx\\.test\\.ts$'],
  maxWorkers: 1,
  testTimeout: 180_000,
}
