/** Under which name the writing of an answer can be stopped: its thread, and its question. */
export const stopKey = (team: string, channel: string, ts: string): string => `${team}:${channel}:${ts}`;
