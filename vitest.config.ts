import { defineConfig } from "vitest/config";

/** Files that leave nothing behind: they share a process, and so what it has read of the knowledge and learned from it. */
const sharing = ["test/{core,advisor,questions,conversations,slack,llm,knowledge,drawing}/**/*.test.ts"];

export default defineConfig({
  test: {
    // One file for each core of the smallest machine; left alone, Vitest keeps one core for itself.
    maxWorkers: 2,
    // Two cores, real processes and servers: generous, since no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "sharing", include: sharing, isolate: false } },
      {
        extends: true,
        // Many of these wait for processes and servers of their own: one more than there are cores.
        test: {
          name: "alone",
          include: ["test/**/*.test.ts"],
          exclude: sharing,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
