// The shape of postmortem.json for those who read it by program; docs/postmortem.schema.json is generated from it.
import { z } from 'zod';
import { KEY_TIMES } from '../incident/values.ts';
import { type ReviewDocument, SCHEMA_VERSION, SECTION_IDS } from './document.ts';

const instant = z.iso.datetime().describe('ISO 8601, UTC');
const evidence = z.array(z.string()).readonly().describe('Ids of entries, as `cited` lists them');

const statement = z.object({
  text: z.string().describe('One sentence; for a quotation the words themselves'),
  evidence,
  kind: z.enum(['fact', 'quote', 'gap', 'question']),
  said: z.object({ by: z.string(), at: z.string() }).optional(),
  label: z.string().optional(),
  drafted: z.boolean().optional().describe('Written by a model, held against its evidence by code'),
});

const table = z.object({
  columns: z.array(z.string()).readonly(),
  rows: z
    .array(
      z.object({
        cells: z.array(z.string()).readonly(),
        evidence,
        links: z
          .record(z.string(), z.string())
          .readonly()
          .optional()
          .describe('Where words of a cell lead, by the words'),
      }),
    )
    .readonly(),
});

const picture = z.object({
  graph: z.string(),
  title: z.string(),
  file: z.string(),
  sha256: z.string().describe('Of the PNG, as it lies in the file store'),
  query: z.string(),
  evidence,
});

const section = z.object({
  id: z
    .union([z.enum(SECTION_IDS), z.templateLiteral(['own-', z.string()])])
    .describe('One of ours, or made from the heading of a template'),
  title: z.string().describe('Empty: it goes on under the heading before it'),
  level: z
    .union([z.literal(0), z.literal(3)])
    .optional()
    .describe('How deep its heading stands, 0 for none; absent: 2'),
  running: z.boolean().optional().describe('Its sentences run on as a paragraph'),
  statements: z.array(statement).readonly(),
  table: table.optional(),
  pictures: z.array(picture).readonly().optional(),
  prompt: z.string().optional(),
});

const keyTime = z.object({
  name: z.enum(KEY_TIMES),
  time: instant.nullable().describe('Null: not recorded'),
  evidence,
  source: z.string(),
  conflicts: z.array(z.object({ time: instant, evidence, source: z.string() })).readonly(),
  guess: z.object({ time: instant, source: z.string(), evidence: evidence.optional() }).optional(),
});

const metric = z.object({
  id: z.string(),
  label: z.string(),
  seconds: z.number().nullable().describe('Null: `text` says why'),
  text: z.string(),
  from: z.enum(KEY_TIMES),
  to: z.enum(KEY_TIMES),
  definition: z.string(),
  headline: z.boolean(),
});

const incident = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  kind: z.string(),
  severity: z.string(),
  status: z.string(),
  service: z.string().nullable(),
  team: z.string().nullable(),
  zone: z.string().describe('IANA zone of the times in texts'),
  declaredAt: instant,
  resolvedAt: instant.nullable(),
  reopens: z.number(),
});

const narration = z
  .object({
    vendor: z.string(),
    model: z.string().optional(),
    prompt: z.string(),
    shown: z.number(),
    citable: z.number(),
    unchanged: z.array(z.object({ section: z.string(), writtenAt: z.string() })).readonly(),
    kept: z.number(),
    removed: z.array(z.object({ reason: z.string(), count: z.number() })).readonly(),
    failed: z.array(z.object({ section: z.string(), why: z.string() })).readonly(),
  })
  .describe('How a model took part');

const document = z.object({
  incident,
  word: z.string(),
  keyTimes: z.array(keyTime).readonly(),
  metrics: z.array(metric).readonly(),
  sections: z.array(section).readonly(),
  openQuestions: z.array(statement).readonly(),
  omitted: z.object({
    entries: z.number(),
    used: z.number(),
    reasons: z.array(z.object({ reason: z.string(), count: z.number() })).readonly(),
  }),
  cited: z
    .array(
      z.object({
        id: z.string(),
        at: instant,
        author: z.string(),
        kind: z.string(),
        text: z.string(),
        link: z.string().optional(),
      }),
    )
    .readonly(),
  notes: z.array(z.string()).readonly(),
  mentions: z
    .array(z.object({ name: z.string(), user: z.string() }))
    .readonly()
    .optional(),
  narration: narration.optional(),
  template: z
    .object({ name: z.string(), leftOut: z.array(z.enum(SECTION_IDS)).readonly() })
    .optional()
    .describe(
      'What gave it its sections, where it was not the default template, and which of ours that leaves out',
    ),
  kept: z
    .array(z.object({ id: z.string(), because: z.string() }))
    .readonly()
    .optional(),
}) satisfies z.ZodType<ReviewDocument>;

/** postmortem.json */
export const postmortemFile = z
  .object({ schemaVersion: z.literal(SCHEMA_VERSION) })
  .extend(document.shape)
  .describe('A review made by Firescribe: sections of statements, each with the entries it rests on');

/** The JSON Schema that docs/ publishes. */
export function postmortemSchema(): unknown {
  return z.toJSONSchema(postmortemFile);
}
