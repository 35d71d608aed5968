import { inboxContract } from "./contract/inbox.ts";
import { tablesContract } from "./contract/tables.ts";
import { takeoverContract } from "./contract/takeover.ts";
import { unansweredContract } from "./contract/unanswered.ts";
import { onEveryEngine } from "./support/places.ts";

onEveryEngine("what every store does", (place) => {
  inboxContract(place);
  takeoverContract(place);
  tablesContract(place);
  unansweredContract(place);
});
