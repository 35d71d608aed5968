/** What must not be kept of a question: who somebody is, how to reach them, and what opens a door. */
import { sensitiveShapes } from "../core/sensitive/shapes.ts";

/**
 * Puts a placeholder (`[email]`, `[phone]`, `[number]`, `[key]`, `[id]`, `[url]`, `[mention]`) where a text holds a mail
 * address, a phone number, a long run of digits, a password, key or token, a long id, a web address that carries a
 * secret, or somebody's handle. The same text always gives the same, and a second time changes nothing. A person's
 * name in a sentence is not recognised, nor is a password that nothing announces.
 */
export const redact = (text: string): string =>
  sensitiveShapes.reduce(
    (left, { put, shape, means }) =>
      left.replace(shape, (found) => (means === undefined || means(found) ? put : found)),
    text,
  );
