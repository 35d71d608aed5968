import type { Advisor } from "./asked.ts";
import { plainReply } from "./compose.ts";

const knowledge = String.raw`(knowledge( base)?|entr(y|ies)|answers?|prices?|sources?|files?|content|glossary|decision (flow|rules)|database|facts?|models? list|catalog(ue)?|thresholds?|weights? of the criteria)`;
const asksChange = new RegExp(
  [
    String.raw`\b(re-?load|refresh|re-?index|re-?start|resync|sync)\b.{0,30}\b(${knowledge}|bot|yourself|you|index|cache)\b`,
    String.raw`\b(add|set|put|edit|change|update|delete|remove|correct|fix|write|publish|import|upload)\b.{0,25}\b(an?|the|your|this|new|some|that)\b.{0,20}\b${knowledge}\b`,
    String.raw`\b(who|how)\b.{0,30}\b(edit|edits|change|changes|update|updates|maintain|maintains|add|adds|admin|admins|administer|correct)\b.{0,30}\b(${knowledge}|bot|you|your)\b`,
    String.raw`\b(set|put|add|write|change)\b.*\b(in|to|into|from) your (files?|knowledge( base)?|database|list|catalog(ue)?)\b`,
    String.raw`\bwho (is|are) (the |your |an? )?(admins?|administrators?|owner|in charge of (you|this bot))\b`,
    String.raw`\bmake me (an? |the )?admin\w*|\b(give|grant|get) me (the )?(admin|edit) ?(rights|access|permission)?\b`,
    String.raw`\b(show|list|see)\b.{0,20}\b(unanswered|usage|statistics|stats|feedback|status|logs?)\b`,
    String.raw`^\W*(reload|restart|refresh|admin)\b.{0,12}$`,
    String.raw`\b(shut down|turn off|stop|restart|update|upgrade) (the|this|your)? ?(bot|yourself|service)\b`,
  ].join("|"),
);

/** Who may change what the bot knows, and how. */
export const admin: Advisor = {
  name: "admin",
  example: "Reload the knowledge",
  reply(asked, kb) {
    if (/\b(script|code|program|function|macro|sql|query)\b/.test(asked.lower)) return undefined;
    if (!asksChange.test(asked.lower) || /\b(model|vendor|provider)s? (update|change|edit)/.test(asked.lower))
      return undefined;
    const texts = [
      "I take no orders in chat. What I know stands in files in the `knowledge` folder: entries, factors and rules. Only admins can change it, and that is whoever may edit that folder. I reload an edit by myself within a second; nobody needs to restart me.",
      "Admins can check an edit first with `npm run counterweight -- knowledge check`, which names each mistake by file and line; `npm run counterweight -- unanswered` lists what people asked in vain. If an answer is wrong, tell whoever runs me.",
    ];
    return { reply: plainReply("help", "For admins", texts, kb.catalog), entries: [], confidence: 1 };
  },
};
