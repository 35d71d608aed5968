/** The people and places of the playground: enough to see who may do and see what. */
import type { User } from "./workspace/types.ts";
import { bot, Workspace } from "./workspace/workspace.ts";

export const admin = "U0ADA";
export const partnerTeam = "T0PARTNER";

/** Who is who, beyond what Slack knows of them. */
export const roles: Readonly<Record<string, { readonly role: string; readonly company: string }>> = {
  U0EMMA: { role: "employee", company: "Northwind" },
  U0MARCO: { role: "manager", company: "Northwind" },
  [admin]: { role: "admin", company: "Northwind" },
  U0GRETA: { role: "guest from another company", company: "Partner Ltd" },
};
export const topics: Readonly<Record<string, string>> = {
  C0GENERAL: "Company-wide talk. Mention the app to ask it.",
  C0MODELS: "Which model for which work?",
  G0LEADS: "Private: managers and admins",
  C0PARTNER: "Shared with Partner Ltd (Slack Connect)",
  C0RANDOM: "The app is not in here yet: /invite it",
};

const people: readonly (Partial<User> & { readonly id: string })[] = [
  { id: "U0EMMA", name: "emma", real_name: "Emma Eriksen" },
  { id: "U0MARCO", name: "marco", real_name: "Marco Manfredi" },
  { id: admin, name: "ada", real_name: "Ada Adeyemi" },
  { id: "U0GRETA", name: "greta", real_name: "Greta Gast", team_id: partnerTeam, is_stranger: true },
  { id: bot.user_id, name: "counterweight", real_name: "Counterweight", is_bot: true },
];

/** A workspace as it is on its first day. */
export function seed(clock?: () => number): Workspace {
  const workspace = new Workspace(clock);
  for (const person of people) workspace.addUser(person);
  workspace.addChannel({ id: "C0GENERAL", name: "general" });
  workspace.addChannel({ id: "C0MODELS", name: "model-choice" });
  workspace.addChannel({ id: "G0LEADS", kind: "group", name: "leads", members: ["U0MARCO", admin, bot.user_id] });
  workspace.addChannel({
    id: "C0PARTNER",
    name: "with-partner",
    is_ext_shared: true,
    members: ["U0EMMA", "U0MARCO", admin, "U0GRETA", bot.user_id],
  });
  workspace.addChannel({ id: "C0RANDOM", name: "random", is_member: false });
  for (const person of people) if (person.team_id === undefined && !person.is_bot) workspace.dmOf(person.id);
  workspace.isClosed = true;
  return workspace;
}
