// Reading a narrator's answer: the JSON it was asked for, also where it broke off or came with words around it.
import { z } from 'zod';
import type { NarratedSentence } from './port.ts';

const sentence = z.object({ text: z.string().min(1), cites: z.array(z.string()) });
const answer = z.object({ sentences: z.array(sentence) });

/** The shape of an answer, for servers that hold a model to it. Limits are in the prompt: the interface enforces none. */
export const ANSWER_SCHEMA = {
  type: 'object',
  properties: {
    sentences: {
      type: 'array',
      items: {
        type: 'object',
        properties: { text: { type: 'string' }, cites: { type: 'array', items: { type: 'string' } } },
        required: ['text', 'cites'],
        additionalProperties: false,
      },
    },
  },
  required: ['sentences'],
  additionalProperties: false,
} as const;

const MOST_SENTENCES = 40;
const LONGEST = 600;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Objects of one level with a text and its citations, complete ones only. */
function completeOnes(text: string): unknown[] {
  return (text.match(/\{\s*"(?:text|cites)"(?:[^"{}]|"(?:[^"\\]|\\.)*")*\}/g) ?? []).map(parsed);
}

/** The sentences of an answer; undefined where it is no answer at all. `whole`: it did not break off. */
export function readAnswer(text: string): { sentences: NarratedSentence[]; whole: boolean } | undefined {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  const read = answer.safeParse(from < 0 || to < from ? undefined : parsed(text.slice(from, to + 1)));
  const found = read.success
    ? read.data.sentences
    : completeOnes(text).flatMap((one) => sentence.safeParse(one).data ?? []);
  const sentences = found.filter((one) => one.text.length <= LONGEST).slice(0, MOST_SENTENCES);
  return read.success || sentences.length > 0 ? { sentences, whole: read.success } : undefined;
}
