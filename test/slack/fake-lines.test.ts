import * as slack from "@slack/bolt";
import express from "express";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { appToken, type People, startFakeSlack, token } from "../fakes/slack.ts";

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => slack.LogLevel.ERROR,
  setName() {},
};

test("an address that is down is a delivery without a status, as is one that does not answer", async () => {
  const fake = await startFakeSlack({ ackDeadlineMs: 50 });
  const silent = express()
    .post("/slack/events", () => {})
    .listen(0, "127.0.0.1");
  await new Promise((done) => silent.once("listening", done));
  const at = (port: number): People => fake.people(`http://127.0.0.1:${port}/slack/events`, signingSecret);
  expect(await at((silent.address() as AddressInfo).port).event({ type: "x" })).toMatchObject({
    status: 0,
    why: "http_timeout",
  });
  expect(await at(1).event({ type: "x" })).toMatchObject({ status: 0, why: "connection_failed" });
  expect(await fake.peopleBySocket().event({ type: "x" })).toMatchObject({ status: 0, why: "connection_failed" });
  silent.closeAllConnections();
  silent.close();
  await fake.close();
});

test("a client that is told to connect anew does so, and one whose line is torn too", async () => {
  const fake = await startFakeSlack();
  const receiver = new slack.SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: 20,
    installerOptions: { clientOptions: { slackApiUrl: fake.url } },
  });
  const app = new slack.App({ token, receiver, logger, convoStore: false, clientOptions: { slackApiUrl: fake.url } });
  const works = async (): Promise<number> =>
    (await fake.peopleBySocket().event({ type: "reaction_added", user: "U1", item: {} })).status;
  await app.start();
  expect(await works()).toBe(200);
  fake.sockets.disconnect("refresh_requested");
  await fake.call("apps.connections.open", 2);
  await fake.until(() => fake.sockets.open === 1);
  expect(await works()).toBe(200);
  fake.sockets.drop();
  await fake.call("apps.connections.open", 3);
  await fake.until(() => fake.sockets.open === 1);
  expect(await works()).toBe(200);
  await app.stop();
  await fake.close();
});
