// Anthropic, or any server that speaks its Messages API: one streamed answer for each section, within a budget.
// The client reads no environment and no profile of its own: what it uses is what the settings say.
import type AnthropicClient from '@anthropic-ai/sdk';
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';
import { type Deps, vendor } from '../vendor.ts';
import { ANSWER_SCHEMA, readAnswer } from './answer.ts';
import { failureOf } from './anthropic-errors.ts';
import type { NarratedSection, NarratorBounds, NarratorTask, PlainNarrator } from './port.ts';
import { PROMPT, questionOf } from './prompt.ts';

const within = (least: number, most: number, unit: string) =>
  z.coerce
    .number(`use a number of ${unit}`)
    .int()
    .min(least, `use ${least} to ${most} ${unit}`)
    .max(most, `use ${least} to ${most} ${unit}`);

const settings = z.object({
  apiKey: z.string('set it to an API key').min(8, 'set it to an API key'),
  url: z.url({ protocol: /^https?$/, error: 'use a whole address' }).default('https://api.anthropic.com'),
  model: z.string().default('claude-sonnet-5-5'),
  seconds: within(1, 25, 'seconds').default(20),
  tokens: within(2_000, 2_000_000, 'tokens').default(200_000),
  privateIncidents: z.enum(['yes', 'no'], 'use yes or no').default('no'),
});
type Settings = z.infer<typeof settings>;

/** The SDK tries again by itself, obeying Retry-After, on 408, 409, 429 and 5xx; the signal ends that in time. */
const RETRIES = 2;

async function clientOf({ apiKey, url }: Settings): Promise<AnthropicClient> {
  // Loaded when it is first needed: whoever has no narrator does not pay for it.
  const { default: Client } = await import('@anthropic-ai/sdk');
  return new Client({ apiKey, authToken: null, baseURL: url, maxRetries: RETRIES, logLevel: 'off' });
}

type Streamed = {
  text: string;
  model: string;
  stop: string | undefined;
  ended: boolean;
  tokens: NarratedSection['tokens'];
};

/** Reads the stream to its end; what had come before a fault is kept. */
async function streamed(client: AnthropicClient, ask: Ask): Promise<Streamed & { fault?: unknown }> {
  const got: Streamed = {
    text: '',
    model: ask.model,
    stop: undefined,
    ended: false,
    tokens: { read: 0, written: 0 },
  };
  try {
    const { signal, ...body } = ask;
    const stream = await client.messages.create({ ...body, stream: true }, { signal });
    for await (const event of stream) {
      if (event.type === 'message_start') {
        got.model = event.message.model;
        got.tokens.read = event.message.usage.input_tokens;
      } else if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
        got.text += event.delta.text;
      } else if (event.type === 'message_delta') {
        got.stop = event.delta.stop_reason ?? undefined;
        got.tokens.written = event.usage.output_tokens;
      } else if (event.type === 'message_stop') {
        got.ended = true;
      }
    }
    return got;
  } catch (fault) {
    return { ...got, fault };
  }
}

type Ask = {
  model: string;
  max_tokens: number;
  system: string;
  messages: { role: 'user'; content: string }[];
  output_config?: { format: { type: 'json_schema'; schema: typeof ANSWER_SCHEMA } };
  signal: AbortSignal;
};

/** A server that does not know how to hold a model to a shape says 400 and names the field. */
function isShapeUnknown(fault: unknown): boolean {
  const { status, message } = fault as { status?: number; message?: string };
  return status === 400 && /output_config|json_schema|unknown field|extra inputs/i.test(message ?? '');
}

const refused = (what: string) =>
  new VendorError(`The model refused to ${what}.`, { permanent: true, code: 'refused' });

function create(given: Settings, { log }: Deps): PlainNarrator {
  const { model, seconds, tokens, privateIncidents } = given;
  let client: Promise<AnthropicClient> | undefined;
  let shaped = true;
  const connect = () => {
    client ??= clientOf(given);
    return client;
  };
  const ask = async (task: NarratorTask, { signal, maxTokens }: NarratorBounds) => {
    const plain: Ask = {
      model,
      max_tokens: maxTokens,
      system: PROMPT,
      messages: [{ role: 'user', content: questionOf(task) }],
      signal,
    };
    const first = await streamed(
      await connect(),
      shaped
        ? { ...plain, output_config: { format: { type: 'json_schema', schema: ANSWER_SCHEMA } } }
        : plain,
    );
    if (shaped && first.fault !== undefined && isShapeUnknown(first.fault)) {
      shaped = false;
      return streamed(await connect(), plain);
    }
    return first;
  };
  return {
    limits: { seconds, tokens, privateIncidents: privateIncidents === 'yes' },
    model,
    prompt: PROMPT,
    async narrate(task, bounds) {
      const began = Date.now();
      const got = await ask(task, bounds);
      const told = { vendor: 'Anthropic', section: task.section.id, stop: got.stop, ms: Date.now() - began };
      log.debug({ ...told, ...got.tokens }, 'a narrator answered');
      if (got.stop === 'refusal') {
        throw refused('write this section');
      }
      const answer = readAnswer(got.text);
      if (answer === undefined) {
        throw failureOf(got.fault, bounds.signal.aborted);
      }
      return {
        sentences: answer.sentences,
        model: got.model,
        tokens: got.tokens,
        cut: !answer.whole || !got.ended,
      };
    },
    async answer({ system, content }, { signal, maxTokens }) {
      const { fault, ...got } = await streamed(await connect(), {
        model,
        max_tokens: maxTokens,
        system,
        messages: [{ role: 'user', content }],
        signal,
      });
      if (got.stop === 'refusal') {
        throw refused('answer');
      }
      if (fault !== undefined) {
        throw failureOf(fault, signal.aborted);
      }
      return got;
    },
  };
}

export const anthropic = vendor<Settings, PlainNarrator>({
  id: 'anthropic',
  label: 'Anthropic',
  settings,
  env: {
    ANTHROPIC_API_KEY: 'apiKey',
    ANTHROPIC_URL: 'url',
    ANTHROPIC_MODEL: 'model',
    NARRATOR_SECONDS: 'seconds',
    NARRATOR_TOKENS: 'tokens',
    NARRATOR_PRIVATE_INCIDENTS: 'privateIncidents',
  },
  required: ['ANTHROPIC_API_KEY'],
  create,
  async check(port) {
    const bounds = { signal: AbortSignal.timeout(10_000), maxTokens: 16 };
    const question = { system: 'Answer with one word.', content: 'Are you there?' };
    const { model } = await port.answer(question, bounds);
    return `${model} answers. Entries of public incidents are sent to it, without secrets.`;
  },
});
