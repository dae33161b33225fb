export default {
  testEnvironment: 'node',
  // Real parts have a run of their own: npm run test:real.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/real/'],
  roots: ['<rootDir>/src', '<rootDir>/sandbox', '<rootDir>/rehearse', '<rootDir>/__tests__'],
  // Nothing is timed: this ends only what hangs, on a machine however slow.
  testTimeout: 120_000,
  // One a core: most of them wait for the steps that they start.
  maxWorkers: '100%',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
}
