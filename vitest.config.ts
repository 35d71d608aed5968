import { defineConfig } from "vitest/config";

/** Files that leave nothing behind: they share a process, and so what it has read of the knowledge and learned from it. */
const sharing = ["test/{core,advisor,questions,conversations,slack,teams,llm,knowledge,drawing}/**/*.test.ts"];

export default defineConfig({
  test: {
    // One file more than the smallest machine has cores, for many wait for processes and servers of their own.
    maxWorkers: 3,
    // Two cores, real processes and servers: generous, since no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "sharing", include: sharing, isolate: false } },
      { extends: true, test: { name: "alone", include: ["test/**/*.test.ts"], exclude: sharing } },
    ],
  },
});
