import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One file for each core of the smallest machine; left alone, Vitest keeps one core for itself.
    maxWorkers: 2,
    // Two cores, real processes and servers: generous, since no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
