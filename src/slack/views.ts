/** Modals and the home tab. Modals carry an opaque id and nothing else. */
const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });

export const reasonCallback = "feedback.reason";
export const inputBlock = "input";
export const inputAction = "text";

const input = (label: string, hint: string, optional: boolean) => ({
  type: "input",
  block_id: inputBlock,
  optional,
  label: plain(label),
  hint: plain(hint),
  element: { type: "plain_text_input", action_id: inputAction, multiline: true, max_length: 3_000 },
});

/** Asks why an answer was not right. */
export const reasonModal = (answerId: string) => ({
  type: "modal",
  callback_id: reasonCallback,
  private_metadata: answerId,
  title: plain("What was wrong?"),
  submit: plain("Send"),
  close: plain("Skip"),
  blocks: [
    input(
      "What should it have said?",
      "Admins read this to mend the knowledge. Leave out names and anything confidential. Your vote counts without it.",
      true,
    ),
  ],
});

/** What the text field of a submitted modal holds. */
export function typedIn(view: unknown): string {
  const { state } = view as { state?: { values?: Record<string, Record<string, { value?: unknown }>> } };
  const value = state?.values?.[inputBlock]?.[inputAction]?.value;
  return typeof value === "string" ? value.trim() : "";
}

const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } });

const mostOfAssessments = 90; // a view has 100 blocks

/** The app's home tab: what it is for, three ways to begin, what one's last case costs, and one's assessments. */
export const homeView = (
  starters: readonly string[],
  entries: number,
  knowledgeVersion: string,
  assessments: readonly object[],
  cost: readonly object[] = [],
) => ({
  type: "home",
  blocks: [
    { type: "header", text: plain("Open-weight or closed?") },
    section(
      "I help you choose between an open-weight and a closed language model. I answer from a curated knowledge base, with sources, and say so when it holds no answer.",
    ),
    section(["*Try one of these* in the Messages tab:", ...starters.map((each) => `• ${each}`)].join("\n")),
    section(
      "In a channel, mention me; in my threads you need not. `/weigh ask …` answers you alone, and you may share it. `/weigh assess` weighs a case step by step. `/weigh forget` deletes what I keep about you.",
    ),
    { type: "divider" },
    ...cost,
    ...assessments.slice(0, mostOfAssessments),
    { type: "divider" },
    {
      type: "context",
      elements: [{ type: "mrkdwn", text: `${entries} entries, knowledge version ${knowledgeVersion}`, verbatim: true }],
    },
  ],
});
