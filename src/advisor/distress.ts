import type { Advisor } from "./asked.ts";
import { plainReply } from "./compose.ts";

/** In every language that is understood at all: whoever writes this needs a person, not an answer about models. */
const signs: readonly RegExp[] = [
  /\b(kill|hurt|harm|hang|cut|shoot|drown|poison)(ing)? (myself|my self|me and my)\b|\b(end|ending|take|taking|finish) (my (own )?life|it all)\b|\b(want|wanna|going|plan|wish|like|rather) (to )?(die|be dead|not (to )?(live|be alive|wake up))\b|\bwish i (was|were) dead\b|\b(i am|i'm|i feel|feeling) suicidal\b|\b(commit|attempt|thinking (of|about)) suicide\b|\b(no|any) (reason|will) to live\b|\bdon'?t want to (live|be alive|be here any ?more)\b|\bself[- ]?harm(ing)? (myself|again|tonight|today)\b/,
  /\b(mich|mir) (umbringen|töten|toeten|etwas antun|das leben nehmen)\b|\bnicht mehr leben\b|\bselbstmord (begehen|machen)\b|\bich (will|möchte|moechte) sterben\b/,
  /\b(me|m') ?(tuer|suicider|faire du mal)\b|\bje veux mourir\b|\b(matarme|suicidarme|quitarme la vida|quiero morir)\b|\b(uccidermi|suicidarmi|voglio morire|ammazzarmi)\b|\b(mezelf|me zelf) (doden|van kant maken|iets aandoen)\b|\bik wil dood\b|\b(me matar|quero morrer|suicidar-me)\b/,
];

/** Comes before everything else: a message that holds one of these is never answered from the knowledge. */
export const distress: Advisor = {
  name: "distress",
  example: "I want to hurt myself",
  reply({ lower }, kb) {
    const plain = lower.replaceAll("’", "'");
    if (!signs.some((sign) => sign.test(plain))) return undefined;
    const says = [
      "I'm sorry that it is this bad. I am only a program that answers questions about language models, and you deserve a person.",
      "If you are in danger, please call your emergency number now. A crisis line of your country listens at any hour, and so may somebody you trust; write or call one of them, before anything else.",
    ];
    return { reply: plainReply("refuse", "Please talk to somebody now", says, kb.catalog), entries: [], confidence: 1 };
  },
};
