import { z } from "zod";
import { backendNames, type Policy } from "../core/route/policy.ts";
import { lookKinds } from "../core/sensitive/find.ts";
import { anyOf, id, keys, list, oneOf, text } from "./schema-parts.ts";

/** `routing.yaml`. What may be wrong in it decides where data goes, so nothing is guessed and nothing has a default. */

const words = (what: string) => z.array(text(what), `List ${what} after dashes, or write []`);
const slackId = (letters: string, what: string) => {
  const says = `Write ${what} as Slack shows it, e.g. ${letters[0]}0123ABCD, or a Teams id`;
  return z.array(z.string(says).regex(/^[\w:@.-]{8,}$/, says), `List ${what} after dashes, or write []`);
};
const atLeastOne = (what: string) => {
  const says = `Write a whole number, 1 or more: from how many ${what} a request is complex`;
  return z.int(says).min(1, says);
};
const usable = z
  .array(oneOf(...backendNames), `Write a list of ${anyOf(backendNames)}, the preferred one first; [] for no model`)
  .refine((names) => new Set(names).size === names.length, "Name each model once");

export const routingSchema = keys("the policy", {
  sensitive: keys("what is sensitive", {
    use: oneOf("open", "none"),
    kinds: z.array(oneOf(...lookKinds), `List kinds: ${anyOf(lookKinds)}; or write []`),
    names: words("a name"),
    words: words("a word"),
    workspaces: slackId("T", "a workspace"),
    channels: slackId("C", "a channel"),
    people: slackId("U", "a person"),
    guests: z.boolean("Write true or false"),
  }),
  complex: keys("what is complex", {
    words: atLeastOne("words"),
    parts: atLeastOne("questions in one"),
    advisors: words("an advisor"),
  }),
  rules: list(
    keys("a rule", {
      id,
      when: keys("the condition", {
        complexity: oneOf("simple", "complex").optional(),
        platform: oneOf("slack", "teams", "terminal").optional(),
        advisor: text("the advisor").optional(),
      }),
      use: usable,
      because: text("why, as a sentence that people see"),
    }),
    "List at least one rule, beginning with - id:",
  ).superRefine((rules, context) => {
    for (const [i, rule] of rules.entries())
      if (rules.findIndex((other) => other.id === rule.id) < i)
        context.addIssue({
          code: "custom",
          path: [i, "id"],
          message: `Another rule is called ${rule.id}: write another id`,
        });
    const catchAll = rules.findIndex(({ when }) => Object.values(when).every((value) => value === undefined));
    if (catchAll >= 0 && catchAll < rules.length - 1)
      context.addIssue({
        code: "custom",
        path: [catchAll, "when"],
        message: "Move this rule to the end: it holds for everything, so the rules below it never do",
      });
  }),
}) satisfies z.ZodType<Policy>;
