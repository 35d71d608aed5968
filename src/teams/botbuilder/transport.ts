/** botbuilder as our transport. Nothing outside of this folder imports botbuilder or what it brings. */
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { Request, Response } from "express";
import { botFramework } from "../addresses.ts";
import type { Handled, Member, Outgoing, SendOptions, Transport, Where } from "../transport.ts";
import { Refused } from "../transport.ts";
import { createTokens } from "../credentials.ts";
import { refusalIn } from "./refusals.ts";

export interface BotbuilderOptions {
  /** Undefined for a local emulator, where nobody signs in. */
  readonly app?: { readonly id: string; readonly password: string; readonly tenant: string } | undefined;
  readonly loginUrl: string;
  /** How long a call may take; Teams' own gateways give up after as long as is usual here. */
  readonly longestMs?: number;
}

const { scope } = botFramework;

type Authentication = ConfigurationBotFrameworkAuthentication;
type Connector = Awaited<ReturnType<ReturnType<Authentication["createConnectorFactory"]>["create"]>>;

/**
 * botbuilder's sign-in, but for its look at who calls: the door has looked, and better. botbuilder answers 500 to a wrong
 * signature, puts every forgery on the console, remembers each tenant that one makes up, and for an hour knows no new key.
 */
class Trusting extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Promise<Connector>>();
  /** Null for a local emulator. */
  appId: string | null = null;
  #userTokens: ReturnType<Authentication["createUserTokenClient"]> | undefined;

  /** One for each service, where botbuilder would make one for each activity. */
  connectorTo(serviceUrl: string): Promise<Connector> {
    const known = this.#connectors.get(serviceUrl);
    if (known) return known;
    const claims = { claims: [], isAuthenticated: true, getClaimValue: () => this.appId };
    const made = this.createConnectorFactory(claims as never)
      .create(serviceUrl, scope)
      .then(withoutRetries);
    this.#connectors.set(serviceUrl, made);
    return made;
  }

  /** For signing people in, which nobody does here. */
  override createUserTokenClient(
    ...of: Parameters<Authentication["createUserTokenClient"]>
  ): ReturnType<Authentication["createUserTokenClient"]> {
    this.#userTokens ??= super.createUserTokenClient(...of);
    return this.#userTokens;
  }

  override async authenticateRequest(): ReturnType<Authentication["authenticateRequest"]> {
    const claimsIdentity = doorkeeper as never;
    return {
      audience: scope,
      callerId: "",
      claimsIdentity,
      connectorFactory: { create: (serviceUrl: string) => this.connectorTo(serviceUrl) },
    };
  }
}
const doorkeeper = { claims: [], isAuthenticated: true, getClaimValue: () => null };

export function createBotbuilder({ app, loginUrl, longestMs = 15_000 }: BotbuilderOptions): Transport {
  const tokens = app && createTokens({ appId: app.id, password: app.password, loginUrl, scope });
  const authentication = new Trusting(
    {
      ToChannelFromBotLoginUrl: loginUrl,
      ToChannelFromBotOAuthScope: scope,
      // botbuilder wants all of them or none; nobody is asked there.
      ToBotFromChannelOpenIdMetadataUrl: loginUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: loginUrl,
      ToBotFromChannelTokenIssuer: "nobody",
      OAuthUrl: "https://token.botframework.com",
      CallerId: "",
      ValidateAuthority: false,
    },
    {
      isValidAppId: async (id: string) => id === app?.id,
      isAuthenticationDisabled: async () => app === undefined,
      createCredentials: async () => ({
        signRequest: async (request) => {
          if (tokens) request.headers.set("authorization", `Bearer ${await tokens.get()}`);
          return request;
        },
      }),
    },
  );
  authentication.appId = app?.id ?? null;
  const adapter = new CloudAdapter(authentication);
  /** The one way out: botbuilder's own models would leave out what they do not know (labels, citations, streams). */
  const call = async (to: Where, method: "POST" | "PUT" | "DELETE" | "GET", path: string, body?: object) => {
    const connector = await authentication.connectorTo(to.serviceUrl);
    const headers = createHttpHeaders({
      accept: "*/*",
      ...(body ? { "content-type": "application/json; charset=utf-8" } : {}),
    });
    const request = createPipelineRequest({
      url: `${to.serviceUrl.replace(/\/+$/, "")}/v3/conversations${path}`,
      method,
      headers,
      timeout: longestMs,
      allowInsecureConnection: to.serviceUrl.startsWith("http:"),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const response = await connector.sendRequest(request as never).catch((error: unknown) => {
      throw refusalIn(error);
    });
    const text = response.bodyAsText ?? "";
    if (response.status === 401) tokens?.drop();
    if (response.status >= 300) throw refusalIn({ response });
    return parsed(text);
  };

  return {
    receive: (request, response, handle) => receive(adapter, request, response, handle),
    send: async (to, activity, options = {}) => {
      const { replyTo, onlyFor } = options;
      const path = `/${part(to.conversation)}/activities${replyTo === undefined ? "" : `/${part(replyTo)}`}`;
      const query = onlyFor === undefined ? "" : "?isTargetedActivity=true";
      const said = await call(to, "POST", `${path}${query}`, addressed(to, activity, options));
      const id = said["id"];
      return typeof id === "string" ? id : "";
    },
    update: async (to, id, activity) => {
      await call(to, "PUT", `/${part(to.conversation)}/activities/${part(id)}`, addressed(to, { ...activity, id }));
    },
    remove: async (to, id) => {
      await call(to, "DELETE", `/${part(to.conversation)}/activities/${part(id)}`);
    },
    openWith: async (near, person) => {
      const said = await call(near, "POST", "", {
        bot: near.bot,
        members: [{ id: person }],
        isGroup: false,
        tenantId: near.tenant,
        channelData: { tenant: { id: near.tenant } },
      });
      const id = said["id"];
      if (typeof id !== "string" || id === "") throw new Refused(502, "NoConversationId");
      return id;
    },
    member: async (of, person) => {
      const said = await call(of, "GET", `/${part(of.conversation)}/members/${part(person)}`);
      return memberOf(person, said);
    },
  };
}

const part = (id: string): string => encodeURIComponent(id);
const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const said: unknown = JSON.parse(text || "{}");
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** As botbuilder addresses an answer, in the same order. */
const addressed = (to: Where, activity: Outgoing, { replyTo, onlyFor }: SendOptions = {}): object => ({
  ...activity,
  channelId: to.channelId,
  serviceUrl: to.serviceUrl,
  from: to.bot,
  conversation: {
    id: to.conversation,
    ...(to.type === "unknown" ? {} : { conversationType: to.type }),
    tenantId: to.tenant,
  },
  ...(onlyFor === undefined ? {} : { recipient: { id: onlyFor, isTargeted: true } }),
  ...(replyTo === undefined ? {} : { replyToId: replyTo }),
});

const word = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const memberOf = (id: string, said: Readonly<Record<string, unknown>>): Member => ({
  id: word(said["id"]) ?? id,
  aadObjectId: word(said["aadObjectId"]) ?? word(said["objectId"]),
  tenant: word(said["tenantId"]),
  role: word(said["userRole"]),
  principal: word(said["userPrincipalName"]),
  name: word(said["name"]),
});

/** Ours are in the inbox, where they survive a restart; and a message that is sent again by itself may be there twice. */
function withoutRetries(connector: Connector): Connector {
  const { client } = connector as unknown as { client: { pipeline: { removePolicy: (by: { name: string }) => void } } };
  client.pipeline.removePolicy({ name: "defaultRetryPolicy" });
  return connector;
}

/** @returns once the request is answered, by us: botbuilder would put its errors into the answer and onto the console */
async function receive(
  adapter: CloudAdapter,
  request: Request,
  response: Response,
  handle: () => Promise<Handled>,
): Promise<void> {
  let handled: Handled | undefined;
  const said = { status: 500 };
  const captured = {
    status: (code: number) => {
      said.status = code;
      return captured;
    },
    send: () => captured,
    header: () => captured,
    end: () => captured,
  };
  await adapter.process(request as never, captured as never, async (context) => {
    handled = await handle();
    if (context.activity.type === "invoke")
      await context.sendActivity({ type: "invokeResponse", value: { status: handled.status, body: handled.body } });
  });
  // Refused before it was handled: botbuilder did not like the shape of it.
  const { status, body } = handled ?? { status: said.status < 500 ? said.status : 400 };
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
}
