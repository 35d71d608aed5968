import { validateView } from "../payloads.ts";
import { refusalOf } from "./chat.ts";
import { fileProblems } from "./shown-files.ts";
import { type Answered, type Args, failed, type Methods, type View, without } from "./types.ts";
import { appId, bot, type Workspace } from "./workspace.ts";

const mostViews = 3; // in a stack

/** Makes a view as Slack keeps it, with ids and an empty state. */
function viewOf(workspace: Workspace, asked: Args, owner: string, before?: View): View {
  const defaults = { callback_id: "", private_metadata: "", external_id: "", state: { values: {} } };
  const view: View = {
    ...defaults,
    ...asked,
    type: String(asked["type"]),
    blocks: workspace.withIds(asked["blocks"]),
    id: before?.id ?? `V${workspace.next()}`,
    hash: `${workspace.next()}.${workspace.now}`,
    app_id: appId,
    bot_id: bot.bot_id,
    team_id: bot.team_id,
    owner,
  };
  workspace.views.set(view.id, view);
  return view;
}

/** Takes views off a person's stack. */
export const takeOff = (workspace: Workspace, owner: string, views: readonly string[]): void =>
  void workspace.stacks.set(
    owner,
    (workspace.stacks.get(owner) ?? []).filter((id) => !views.includes(id)),
  );

/** Puts a view on a person's stack in a client; undefined when that stack is full. */
export function push(
  workspace: Workspace,
  asked: Args,
  { user: owner, client }: { readonly user: string; readonly client: string | undefined },
): View | undefined {
  const stack = workspace.stackIn(owner, client);
  if (stack.length >= mostViews) return undefined;
  const view = viewOf(workspace, asked, owner);
  if (client !== undefined) workspace.openIn.set(view.id, client);
  view["root_view_id"] = stack[0] ?? view.id;
  view["previous_view_id"] = stack.at(-1) ?? null;
  workspace.stacks.set(owner, [...(workspace.stacks.get(owner) ?? []), view.id]);
  return view;
}
export const replace = (workspace: Workspace, view: View, asked: Args): View =>
  viewOf(workspace, asked, view.owner, view);

export function viewMethods(workspace: Workspace): Methods {
  const person = (args: Args): Answered | { readonly user: string; readonly client: string | undefined } => {
    const trigger = workspace.triggers.get(String(args["trigger_id"]));
    if (trigger === undefined) return failed("invalid_trigger_id");
    if (trigger.used) return failed("exchanged_trigger_id");
    trigger.used = true;
    return workspace.now > trigger.until ? failed("expired_trigger_id") : trigger;
  };
  const wrongWith = (view: unknown): Answered | undefined =>
    refusalOf([
      ...validateView(view),
      ...fileProblems(workspace, (view as Args | undefined)?.["blocks"], "/view/blocks").map((problem) => ({
        ...problem,
        code: "invalid_arguments" as const,
      })),
    ]);
  const shown = (view: View): Answered => ({ ok: true, view: without("owner", view) });
  const onStack = (fresh: boolean) => ({
    run: (args: Args): Answered => {
      const refused = wrongWith(args["view"]);
      if (refused !== undefined) return refused;
      const by = person(args);
      if ("ok" in by) return by;
      if (fresh) takeOff(workspace, by.user, workspace.stackIn(by.user, by.client));
      const view = push(workspace, args["view"] as Args, by);
      return view === undefined ? failed("push_limit_reached") : shown(view);
    },
  });
  return {
    "views.open": onStack(true),
    "views.push": onStack(false),
    "views.update": {
      run: (args) => {
        const refused = wrongWith(args["view"]);
        if (refused !== undefined) return refused;
        const view = [...workspace.views.values()].find(
          (each) => each.id === args["view_id"] || (args["external_id"] && each["external_id"] === args["external_id"]),
        );
        const open = view !== undefined && workspace.stacks.get(view.owner)?.includes(view.id);
        if (view === undefined || !open) return failed("not_found");
        if (args["hash"] !== undefined && args["hash"] !== view.hash) return failed("hash_conflict");
        return shown(replace(workspace, view, args["view"] as Args));
      },
    },
    "views.publish": {
      run: (args) => {
        const user = args["user_id"];
        if (typeof user !== "string") return failed("invalid_arguments");
        const refused = wrongWith(args["view"]);
        if (refused !== undefined) return refused;
        if ((args["view"] as Args)["type"] !== "home") return failed("invalid_arguments");
        const before = workspace.views.get(workspace.homes.get(user) ?? "");
        if (args["hash"] !== undefined && args["hash"] !== before?.hash) return failed("hash_conflict");
        const view = viewOf(workspace, args["view"] as Args, user, before);
        workspace.homes.set(user, view.id);
        return shown(view);
      },
    },
  };
}
