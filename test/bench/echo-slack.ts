/** A bare Bolt app, as its documentation shows it: a mention is repeated in its thread. What ours is measured against. */
import bolt from "@slack/bolt";

const [signingSecret = "", token = "", slackApiUrl = ""] = process.argv.slice(2);
const receiver = new bolt.HTTPReceiver({ signingSecret });
const app = new bolt.App({ token, receiver, clientOptions: { slackApiUrl }, logLevel: bolt.LogLevel.ERROR });
app.event("app_mention", async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.channel, thread_ts: event.thread_ts ?? event.ts, text: event.text });
});
const server = await receiver.start(0);
const address = server.address();
console.log(`listening ${typeof address === "object" ? address?.port : 0}`);
