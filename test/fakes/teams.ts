export * from "./teams/people.ts";
export * from "./teams/server.ts";
export * from "./teams/tokens.ts";
export * from "./teams/types.ts";
