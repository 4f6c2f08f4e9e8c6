import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: ['test/cli/**', 'test/project/**'],
        },
      },
      {
        // These run the built program.
        test: {
          name: 'program',
          include: ['test/cli/**/*.test.ts', 'test/project/**/*.test.ts'],
          globalSetup: './test/build.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
