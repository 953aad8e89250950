// Owns the shapes of canvas arguments, and Slack's words for what is wrong with them.
import { z } from 'zod';
import { errorLine, inSlackWords } from '../blocks/slack-words.ts';
import { invalidArguments } from '../errors.ts';
import type { CanvasChange } from './edit.ts';

const markdownContent = z.strictObject({ type: z.literal('markdown'), markdown: z.string() });
const target = { section_id: z.string().min(1) };
const content = { document_content: markdownContent };

const change = z.discriminatedUnion('operation', [
  z.strictObject({ operation: z.literal('insert_at_start'), ...content }),
  z.strictObject({ operation: z.literal('insert_at_end'), ...content }),
  z.strictObject({ operation: z.literal('insert_after'), ...target, ...content }),
  z.strictObject({ operation: z.literal('insert_before'), ...target, ...content }),
  z.strictObject({
    operation: z.literal('replace'),
    section_id: z.string().min(1).optional(),
    ...content,
  }),
  z.strictObject({ operation: z.literal('delete'), ...target }),
  z.strictObject({ operation: z.literal('rename'), title_content: markdownContent }),
]);

/** The docs: exactly one change per call. */
const changes = z.array(change).min(1).max(1);

const criteria = z
  .strictObject({
    section_types: z
      .array(z.enum(['any_header', 'h1', 'h2', 'h3']))
      .min(1)
      .max(3)
      .optional(),
    contains_text: z.string().min(1).optional(),
  })
  .refine((given) => given.section_types !== undefined || given.contains_text !== undefined, {
    error: 'must provide at least 1 properties',
  });

function read<T extends z.ZodType>(schema: T, argument: unknown, name: string): z.output<T> {
  const parsed = schema.safeParse(argument);
  if (parsed.success) {
    return parsed.data;
  }
  if (argument === undefined) {
    throw invalidArguments([`missing required field: ${name}`]);
  }
  const errors = inSlackWords(parsed.error.issues, argument);
  throw invalidArguments(errors.map((error) => errorLine(error, `/${name}`)));
}

/** The Markdown of `document_content`; empty where there is none, as Slack makes an empty canvas. */
export const readContent = (argument: unknown): string =>
  argument === undefined ? '' : read(markdownContent, argument, 'document_content').markdown;

export const readCriteria = (argument: unknown) => read(criteria, argument, 'criteria');

export function readChange(argument: unknown): CanvasChange {
  const [given] = read(changes, argument, 'changes');
  if (!given) {
    throw invalidArguments(['must provide at least 1 items [json-pointer:/changes]']);
  }
  switch (given.operation) {
    case 'rename':
      return { operation: 'rename', title: given.title_content.markdown };
    case 'delete':
      return { operation: 'delete', sectionId: given.section_id };
    case 'insert_at_start':
    case 'insert_at_end':
      return { operation: given.operation, markdown: given.document_content.markdown };
    case 'replace':
      return {
        operation: 'replace',
        markdown: given.document_content.markdown,
        ...(given.section_id ? { sectionId: given.section_id } : {}),
      };
    default:
      return {
        operation: given.operation,
        sectionId: given.section_id,
        markdown: given.document_content.markdown,
      };
  }
}
