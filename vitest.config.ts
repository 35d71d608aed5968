import { defineConfig } from "vitest/config";

/** Pure functions over the one knowledge: their files may share a process, and so what it has read and learned. */
const pure = ["test/{core,advisor,questions,conversations}/**/*.test.ts"];

export default defineConfig({
  test: {
    // One file for each core of the smallest machine; left alone, Vitest keeps one core for itself.
    maxWorkers: 2,
    // Two cores, real processes and servers: generous, since no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
      { extends: true, test: { name: "whole", include: ["test/**/*.test.ts"], exclude: pure } },
    ],
  },
});
