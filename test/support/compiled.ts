import { resolve } from "node:path";

/** For the environment of a process of ours: what was compiled once is kept, where `npm start` keeps it. */
export const compiled = {
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, "../../node_modules/.cache/counterweight"),
};
