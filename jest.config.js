// Two projects: the fast one runs on every change, the acceptance one needs real programs and minutes.
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript', tsx: false }, externalHelpers: false },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

export default {
  // Real processes and databases on a busy machine: a test that hangs is still found, one that is slow is not called wrong.
  testTimeout: 180_000,
  // Left to itself jest keeps one core free: half of what a small machine has.
  maxWorkers: '100%',
  // Modules of a finished file stay in memory under --experimental-vm-modules; a worker that has grown this much starts anew.
  workerIdleMemoryLimit: '1200MB',
  projects: [
    {
      ...base,
      displayName: 'fast',
      testMatch: ['<rootDir>/src/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.acceptance\\.test\\.ts$'],
    },
    { ...base, displayName: 'acceptance', testMatch: ['<rootDir>/src/**/*.acceptance.test.ts'] },
  ],
};
