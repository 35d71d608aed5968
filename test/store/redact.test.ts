import { describe, expect, test } from "vitest";
import { redact } from "../../src/store/redact.ts";

const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
const slackToken = ["xoxb", "2025551234-ABCdef"].join("-"); // in pieces, so that no scanner takes it for a real one
const githubToken = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");

describe("what says who somebody is, or opens a door, gives way to a placeholder", () => {
  test.for([
    ["a mail address", "mail ann.lee+ai@example.co.uk please", "mail [email] please"],
    ["two mail addresses", "a@b.de, c@d.fr?", "[email], [email]?"],
    ["a mail address with other letters", "ask jürgen@müller.de", "ask [email]"],
    ["a mail address at a sentence's end", "Write to ann@example.com.", "Write to [email]."],
    ["a mail address with mailto:", "mailto:ann@example.com", "mailto:[email]"],
    ["a mail address spelt out", "ann (at) example (dot) com", "[email]"],
    ["a mail address without a dot", "ann@intranet asked", "[email] asked"],
    ["a phone number with its country", "call +49 171 1234567 now", "call [phone] now"],
    ["a phone number that ends in zeros", "+49 171 123 4000", "[phone]"],
    ["a phone number with signs", "+1 (555) 010-9999", "[phone]"],
    ["a phone number with 00", "0049-171-1234567", "[phone]"],
    ["an American phone number", "is (555) 123-4567 yours?", "is [phone] yours?"],
    ["an American phone number with dots", "555.123.4567", "[phone]"],
    ["a German phone number", "030 1234567 is ours", "[phone] is ours"],
    ["a French phone number", "06 12 34 56 78", "[phone]"],
    ["a British phone number", "020 7946 0958", "[phone]"],
    ["a short number after phone", "phone: 794 0958", "phone: [phone]"],
    ["a long run of digits", "customer 12345678 asks", "customer [number] asks"],
    ["a long run of digits in an id", "ticket ABC-20394817?", "ticket ABC-[number]?"],
    ["a run of digits in another script", "٠١٢٣٤٥٦٧٨٩", "[number]"],
    ["a credit card", "4111 1111 1111 1111 was declined", "[number] was declined"],
    ["a credit card with hyphens", "4111-1111-1111-1111", "[number]"],
    ["a social security number", "078-05-1120", "[number]"],
    ["a bank account", "DE89 3704 0044 0532 0130 00", "[number]"],
    ["an OpenAI key", "sk-proj-Abc123Def456Ghi789", "[key]"],
    ["a Slack token", `is ${slackToken} ok?`, "is [key] ok?"],
    ["a GitHub token", githubToken, "[key]"],
    ["an AWS key", ["AKIA", "IOSFODNN7EXAMPLE"].join(""), "[key]"],
    ["a Google key", ["AIza", "SyA1234567890abcdefghijklmnopqrstuvw"].join(""), "[key]"],
    ["a Hugging Face token", ["hf", "AbCdEfGhIjKlMnOp"].join("_"), "[key]"],
    ["a signed token", `it says ${jwt}`, "it says [key]"],
    ["a bearer token", "Authorization: Bearer abc.def-123456", "Authorization: [key]"],
    ["a key of unknown make", "use 9f86d081884c7d659a2feaa0c55ad015 for it", "use [key] for it"],
    ["a key in base64", "wJalrXUtnFEMI4K7MDENGabPx9RfiCYEXAMPLEKEY+a/b=", "[key]"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY----- MIIEow", "[key]"],
    ["a password", "my password is hunter2!", "my password is [key]"],
    ["a password after a sign", "pwd=hunter2", "pwd=[key]"],
    ["a secret in a variable", "SLACK_SIGNING_SECRET=8f742231b10e", "SLACK_SIGNING_SECRET=[key]"],
    ["a key that is announced", "our API key is 12ab-34cd", "our API key is [key]"],
    ["an id of a tenant", "01234567-89ab-cdef-0123-456789abcdef", "[id]"],
    ["a web address with a password", "postgres://bot:s3cret@db.example:5432/x fails", "[url] fails"],
    ["a name and password before a host", "root:hunter2@db.example", "[url]"],
    ["a web address with a token", "https://example.com/a?b=1&access_token=abc", "[url]"],
    ["a webhook", ["https://hooks.slack.com", "services/T0/B0/XXXX"].join("/"), "[url]"],
    ["somebody's handle", "ask @ann.lee, @bob", "ask [mention], [mention]"],
    ["somebody's handle at a sentence's end", "says @ann.", "says [mention]."],
    ["Slack's id of somebody", "what does U024BE7LH think", "what does [mention] think"],
  ] as const)("%s", ([, from, to]) => {
    expect(redact(from)).toBe(to);
    expect(redact(to)).toBe(to);
  });
});

describe("what a question is about stays as it was typed", () => {
  test.for([
    "what do 40000000 tokens cost at $2.50 per million?",
    "40 000 000 tokens, 1,000,000 requests, 10.000.000 users",
    "1 000 000 000 tokens at 0.0000025 each",
    "0.00000125 USD a token",
    "we grow by +10 000 000 tokens, or +1000000",
    "price per token = $0.000002, token: 128k",
    "can it call 1000000 tools, or call 20 000 000?",
    "the key is Llama-3.1-70B",
    "Meta-Llama-3.1-405B-Instruct-FP8 or DeepSeek-R1-Distill-Qwen-32B?",
    "meta-llama/Llama-3.3-70B-Instruct on 8x H100-80GB-SXM5",
    "mistral-7b-instruct-v0.2 vs gpt-4o-mini-2024-07-18",
    "Qwen2.5-Coder-32B-Instruct-GGUF:Q4_K_M",
    "claude-3-5-sonnet-20241022-v2:0 with 128k",
    "since 2024-11-22, 01.02.2024 and 02/11/2025",
    "40M tokens @2.50 per million @ 8 GPUs",
    "is a token: a word?",
    "what is an API key? and the key is what?",
    "https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct",
    "https://example.com/page?id=7",
    "does HIPAA section 164.312(a)(2)(iv) apply, ISO 27001, 42001:2023?",
    "python3.11, cuda 12.4.1, 192.168.1.10",
    "internationalisation and electroencephalographically",
    "a ratio of 3:1 at 99.95% for 365 days, 24/7",
    "text 3 or 4 of them",
  ])("%s", (text) => expect(redact(text)).toBe(text));
});

test.for([
  "a",
  "a.",
  "a@",
  "a-",
  "1 ",
  "(1",
  "0 ",
  "+1",
  "a1",
  "ab/",
  "://",
  "x:",
  "https://a?",
  "eyJ",
  "password is ",
  "DE89 ",
  "a(at)",
])("a long text of %s takes no time worth naming", (piece) => {
  const text = piece.repeat(6_000 / piece.length);
  const before = performance.now();
  redact(text);
  expect(performance.now() - before).toBeLessThan(500);
});
