import { assessmentsContract } from "./contract/assessments.ts";
import { forgetAssessmentsContract } from "./contract/forget-assessments.ts";
import { inboxContract } from "./contract/inbox.ts";
import { installationsContract } from "./contract/installations.ts";
import { peopleContract } from "./contract/people.ts";
import { tablesContract } from "./contract/tables.ts";
import { takeoverContract } from "./contract/takeover.ts";
import { unansweredContract } from "./contract/unanswered.ts";
import { onEveryEngine } from "./support/places.ts";

onEveryEngine("what every store does", (place) => {
  inboxContract(place);
  takeoverContract(place);
  tablesContract(place);
  installationsContract(place);
  peopleContract(place);
  unansweredContract(place);
  assessmentsContract(place);
  forgetAssessmentsContract(place);
});
