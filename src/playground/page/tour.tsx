/** The first visit: six things, most of them ready to be sent. */
import { useState } from "react";
import { putIntoComposer } from "./composer.tsx";
import { usePage } from "./context.ts";
import { Icon } from "./icons.tsx";
import type { Where } from "./sidebar.tsx";

interface Step {
  readonly title: string;
  readonly words: string;
  /** Where, and what is put into the message field. */
  readonly try?: { readonly where: "channel" | "app" | "teams"; readonly text: string };
}

const steps: readonly Step[] = [
  {
    title: "Ask",
    words:
      "Mention the app in a channel. The answer stands in a thread, with its sources; go on there without a mention.",
    try: { where: "channel", text: "@Counterweight is open-weight really cheaper?" },
  },
  {
    title: "Assess a case",
    words:
      "Tell the app about one workload, and ask which way. It says which way, how sure, why, and under which condition.",
    try: { where: "app", text: "We're a clinic, patient letters must stay in house, two ML engineers. Which way?" },
  },
  {
    title: "Cost",
    words: "Volumes and prices in words become a bill. Ask on: “and for 60 million?”",
    try: { where: "app", text: "What do 40 million tokens cost at $2.50 per million?" },
  },
  {
    title: "Compare",
    words: "A command answers you alone. Share it with the channel by its button.",
    try: { where: "channel", text: "/weigh compare open and closed on privacy and set-up time" },
  },
  {
    title: "The same in Microsoft Teams",
    words:
      "Below Microsoft Teams, in the list of places, the app answers as it does there, with cards whose buttons work. “As in Teams”, on top of every other conversation, puts each answer beside itself as Teams draws it.",
    try: { where: "teams", text: "What would 40k requests a day cost on GPT-5.5 or Llama 3.3 70B?" },
  },
  {
    title: "Change what it knows",
    words:
      "Open knowledge/entries/lora.md in an editor, change its first sentence, save, and ask again: the answer has changed. A file with a mistake changes nothing; be Ada, the admin, and say /weigh admin status.",
    try: { where: "channel", text: "@Counterweight what is LoRA?" },
  },
];

export function Tour({ go, onDone }: { readonly go: (where: Where) => void; readonly onDone: () => void }) {
  const { shown } = usePage();
  const [at, setAt] = useState(0);
  const step = steps[at];
  const inTeams = shown.teams?.places.find(({ kind }) => kind === "personal");
  if (step === undefined) return null;
  const put = ({ where, text }: NonNullable<Step["try"]>): void => {
    const dm = shown.places.find(({ kind }) => kind === "im" && !shown.me.isStranger);
    const channel = shown.places.find(({ kind, hasApp }) => kind !== "im" && hasApp);
    const target = where === "teams" ? inTeams?.id : where === "app" && dm ? dm.id : channel?.id;
    if (target !== undefined) go(target);
    setTimeout(() => putIntoComposer(text), 60); // once the place is there
  };
  return (
    <section className="tour" aria-label="A short tour">
      <p className="tour-count">
        <Icon name="tour" /> {at + 1} of {steps.length}
      </p>
      <h2>{step.title}</h2>
      <p>{step.words}</p>
      {step.try === undefined || (step.try.where === "teams" && !inTeams) ? null : (
        <button type="button" className="prompt" onClick={() => step.try && put(step.try)}>
          Put it into the message field: <em>{step.try.text}</em>
        </button>
      )}
      <footer>
        <button type="button" className="link" onClick={onDone}>
          Close the tour
        </button>
        <span className="grow" />
        {at === 0 ? null : (
          <button type="button" className="bk-button" onClick={() => setAt(at - 1)}>
            Back
          </button>
        )}
        <button
          type="button"
          className="bk-button primary"
          onClick={() => (at + 1 === steps.length ? onDone() : setAt(at + 1))}
        >
          {at + 1 === steps.length ? "Done" : "Next"}
        </button>
      </footer>
    </section>
  );
}
