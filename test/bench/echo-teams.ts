/**
 * A bare botbuilder bot, as its documentation shows it: a message is repeated where it was said. What ours is measured
 * against: tokens are checked by botbuilder itself; our own is at hand, for MSAL asks for one over https alone.
 */
import type { AddressInfo } from "node:net";
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import express from "express";

const [appId = "", password = "", openIdUrl = "", loginUrl = ""] = process.argv.slice(2);
const scope = "https://api.botframework.com/.default";
const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: password,
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    ToBotFromChannelTokenIssuer: "https://api.botframework.com",
    OAuthUrl: "https://token.botframework.com",
    CallerId: "",
    ValidateAuthority: false,
  },
  {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set("authorization", "Bearer an-access-token");
        return request;
      },
    }),
  },
);
const adapter = new CloudAdapter(authentication);
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(context.activity.text);
  await next();
});
const app = express();
app.post("/api/messages", express.json({ limit: "1mb" }), (request, response) =>
  adapter.process(request as never, response as never, (context) => bot.run(context)),
);
const server = app.listen(0, "127.0.0.1", () => console.log(`listening ${(server.address() as AddressInfo).port}`));
process.once("SIGTERM", () => process.exit(0));
