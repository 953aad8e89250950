// Owns the judgement on blocks and views: every limit Slack documents, and how it says no.
import { duplicateIds } from './ids.ts';
import { type BlockError, errorLine, inSlackWords } from './slack-words.ts';
import { blocksOf, type Surface, view as viewSchema } from './surfaces.ts';
import { textLength } from './text.ts';

/** Combined block text beyond about this many characters is refused (measured by others: slackapi/bolt-js#2509). */
const MOST_TEXT = 13_200;
/** Slack's docs: cumulative over all markdown blocks of a message. */
const MOST_MARKDOWN = 12_000;
/** Slack's docs say 250 KB. */
const LARGEST_VIEW = 250_000;
const MOST_CHARTS = 2;

/**
 * What Slack would refuse in `blocks` on `surface`; an empty list means they would be accepted.
 * Pointers start at the list itself (`/0/text/text`). Limits from Slack's reference; words as recorded from real answers.
 */
export function validateBlocks(blocks: unknown, surface: Surface): BlockError[] {
  const checked = blocksOf[surface].safeParse(blocks);
  if (!checked.success) {
    return inSlackWords(checked.error.issues, blocks);
  }
  const all: unknown[] = checked.data;
  return [...duplicateIds(all), ...(surface === 'message' ? wholeMessage(all) : [])];
}

/** What Slack would refuse in a view (modal or home); pointers start at the view. */
export function validateView(view: unknown): BlockError[] {
  if (Buffer.byteLength(JSON.stringify(view) ?? '') > LARGEST_VIEW) {
    return [{ message: 'view is larger than 250 KB', pointer: '', error: 'view_too_large' }];
  }
  const checked = viewSchema.safeParse(view);
  if (!checked.success) {
    return inSlackWords(checked.error.issues, view);
  }
  return duplicateIds(checked.data.blocks).map((error) => ({
    ...error,
    pointer: `/blocks${error.pointer}`,
  }));
}

function wholeMessage(blocks: unknown[]): BlockError[] {
  const errors: BlockError[] = [];
  const whole = (error: string, message: string) => errors.push({ error, message, pointer: '' });
  if (count(blocks, ['table', 'data_table']) > 1) {
    whole('invalid_attachments', 'only_one_table_allowed');
  }
  if (count(blocks, ['data_visualization']) > MOST_CHARTS) {
    errors.push({
      message: `no more than ${MOST_CHARTS} data_visualization blocks allowed`,
      pointer: '',
    });
  }
  const markdown = blocks.filter((block) => typeOf(block) === 'markdown');
  if (textLength(blocks) > MOST_TEXT || textLength(markdown) > MOST_MARKDOWN) {
    whole('msg_blocks_too_long', 'the text of the blocks is too long');
  }
  return errors;
}

const typeOf = (block: unknown): unknown =>
  block !== null && typeof block === 'object' && 'type' in block ? block.type : undefined;

/** How many blocks are of these types, those inside containers included. */
function count(blocks: unknown[], types: string[]): number {
  return blocks.reduce<number>((sum, block) => {
    const children =
      block !== null && typeof block === 'object' && 'child_blocks' in block ? block.child_blocks : [];
    const inside = Array.isArray(children) ? count(children, types) : 0;
    return sum + inside + (types.includes(String(typeOf(block))) ? 1 : 0);
  }, 0);
}

/** The body of a refusal, as a Web API method answers it. */
export type Refused = {
  ok: false;
  error: string;
  errors?: string[];
  response_metadata?: { messages: string[] };
};

/** How methods that take `blocks` refuse these errors; undefined when there are none. */
export function refusedBlocks(errors: BlockError[], under = '/blocks'): Refused | undefined {
  const whole = errors.find((error) => error.error);
  if (whole?.error) {
    return { ok: false, error: whole.error, errors: [whole.message] };
  }
  const lines = errors.map((error) => errorLine(error, under));
  return lines.length === 0
    ? undefined
    : { ok: false, error: 'invalid_blocks', errors: lines, response_metadata: asMessages(lines) };
}

/** How `views.*` refuse these errors; undefined when there are none. */
export function refusedView(errors: BlockError[]): Refused | undefined {
  const whole = errors.find((error) => error.error);
  if (whole?.error) {
    return { ok: false, error: whole.error };
  }
  if (errors.length === 0) {
    return undefined;
  }
  const lines = [
    'failed to match all allowed schemas [json-pointer:/view]',
    ...errors.map((error) => errorLine(error, '/view')),
  ];
  return { ok: false, error: 'invalid_arguments', response_metadata: asMessages(lines) };
}

const asMessages = (lines: string[]) => ({ messages: lines.map((line) => `[ERROR] ${line}`) });

/** Reads `blocks` as a method argument (a list, or JSON of one) and judges it. */
export function checkMessageBlocks(argument: unknown): { blocks: unknown[] } | Refused {
  const blocks = typeof argument === 'string' ? parsed(argument) : argument;
  if (!Array.isArray(blocks)) {
    return { ok: false, error: 'invalid_blocks_format' };
  }
  return refusedBlocks(validateBlocks(blocks, 'message')) ?? { blocks };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
