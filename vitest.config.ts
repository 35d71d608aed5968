import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Two cores, real processes and servers: generous, since no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
