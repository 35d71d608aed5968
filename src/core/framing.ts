/**
 * Words around a question that say nothing of what is asked: "is it true that open models are free?" and "open models are
 * free, right?" both ask whether open models are free. Left in, they would find whatever entry happens to hold them.
 */
const before =
  /^(?:(?:hey|hi|hello|ok(?:ay)?|so|well|um+|erm?|quick (?:q|question)|(?:one|another|a) (?:quick )?question|question|stupid question|dumb question|sorry|please|pls|just (?:wondering|curious)|out of (?:curiosity|interest))[\s,:;.!–-]+|(?:is|isn't|was) it (?:really |actually |still )?(?:true|correct|right|a fact|the case|a myth|accurate) (?:to say )?(?:that |what they say,? )?|(?:can|could|would) (?:you|u|someone|somebody|anyone) (?:please |pls |kindly )?(?:tell me|explain(?: to me)?|say|let me know|help me understand|remind me)(?: please)?(?: whether| if)?[\s,:]+|(?:do|would) you (?:happen to )?(?:know|think|reckon)(?: that| whether| if)?\s+|(?:i|i've|i have|we|we've|my boss|my colleague|someone|somebody|people|they|a friend|everyone|everybody) (?:keep )?(?:heard|hear|read|was told|were told|been told|am told|are told|think|thought|believe|believed|assume|assumed|say|says|said|claim|claims|claimed|tells? me|told me)(?: somewhere)?(?: that)?[,:]?\s+|(?:i|we)(?:'d| would)? (?:just )?(?:want|like|need|wanted|love) to (?:know|understand|hear|ask|learn)(?: whether| if| about)?\s+|(?:i|i'm|i am|we're|we are|just) (?:am |are )?(?:wondering|wonder|curious|not sure|unsure)(?: whether| if| about| why)?\s+|tell me(?: please)?(?: whether| if| about)?\s+)/i;
const after =
  /[\s,;.–-]+(?:right|correct|true|true or false|or not|or no|yes or no|no|yes|eh|huh|isn't it|aren't they|don't they|doesn't it|is that (?:true|right|so|correct)|is this (?:true|right|correct)|am i right|thanks|thank you|thx|please|pls|tbh|imo|really)\s*[?!.]*$/i;
const leastWords = 3; // of a question, below which the frame may be all there is

const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** The question inside its frame; a message that would be left with hardly a word stays as it is. */
export function withoutFrame(text: string): string {
  let inner = text.trim();
  for (let next = peel(inner); next !== inner && wordsIn(next) >= leastWords; next = peel(inner)) inner = next;
  return inner;
}

const peel = (text: string): string => {
  const opened = text.replace(before, "");
  return opened !== text && wordsIn(opened) >= leastWords ? opened : text.replace(after, "?").replace(/\?{2,}$/, "?");
};
