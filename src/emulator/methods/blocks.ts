// Methods of the blocks family: the check that needs no token.
import { z } from 'zod';
import type { BlockError } from '../blocks/slack-words.ts';
import { validateBlocks, validateView } from '../blocks/validate.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import { json } from './args.ts';
import { type Method, method } from './method.ts';

const NEED_ONE = 'must provide exactly one of `blocks`, `view`, or `message`';

/** A message is judged by its blocks and its text. */
function validateMessage(message: unknown): BlockError[] {
  const shape = z.looseObject({ text: z.string().optional(), blocks: z.unknown() }).safeParse(message);
  if (!shape.success) {
    return [{ message: 'must provide an object', pointer: '' }];
  }
  const { blocks } = shape.data;
  return blocks === undefined
    ? []
    : validateBlocks(blocks, 'message').map((error) => ({ ...error, pointer: `/blocks${error.pointer}` }));
}

const structured = ({ message, pointer, error }: BlockError) => ({
  code: error ?? 'failed_constraint',
  message,
  field: pointer.split('/').at(-1) ?? '',
  pointer,
});

const validate = method({
  name: 'blocks.validate',
  args: z.object({
    blocks: json().optional(),
    view: json().optional(),
    message: json().optional(),
  }),
  scopes: [],
  tier: 'none',
  json: true,
  open: true,
  run(_call, args) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    const [kind, value] = given[0] ?? [];
    if (given.length !== 1 || kind === undefined) {
      throw invalidArguments([NEED_ONE]);
    }
    const judge = {
      blocks: (it: unknown) => validateBlocks(it, 'message'),
      view: validateView,
      message: validateMessage,
    };
    const errors = judge[kind as keyof typeof judge](value);
    if (errors.length > 0) {
      throw new SlackError(`invalid_${kind}`, { errors: errors.map(structured) });
    }
    return {};
  },
});

export const blockMethods: Method[] = [validate];
