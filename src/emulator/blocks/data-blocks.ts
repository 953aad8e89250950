// Owns the blocks that show figures: table, data_table, data_visualization, and the markdown block.
import { z } from 'zod';
import { richText } from './rich-text.ts';
import { blockId, textLength, words } from './text.ts';

export const markdown = z.strictObject({ type: z.literal('markdown'), text: words(12_000), ...blockId });

const rawText = z.strictObject({ type: z.literal('raw_text'), text: words(20_000) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: words(20_000) });
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);
const row = z.array(cell).min(1).max(20);

/** Rows of one table have as many cells as the first. */
function requireEvenRows(block: { rows: unknown[][] }, context: z.RefinementCtx): void {
  const width = block.rows[0]?.length;
  for (const [index, cells] of block.rows.entries()) {
    if (cells.length !== width) {
      context.addIssue({
        code: 'custom',
        message: 'must have as many cells as the first row',
        path: ['rows', index],
      });
    }
  }
}

export const table = z
  .strictObject({
    type: z.literal('table'),
    rows: z.array(row).min(1).max(100),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(20)
      .optional(),
    ...blockId,
  })
  .superRefine(requireEvenRows);

// Sources differ on the most rows (101 in the docs, 201 elsewhere): the larger is accepted.
export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    rows: z.array(row).min(2).max(201),
    caption: words(3000),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).max(19).optional(),
    ...blockId,
  })
  .superRefine((block, context) => {
    requireEvenRows(block, context);
    if (textLength(block.rows) > 20_000) {
      context.addIssue({ code: 'custom', message: 'must be less than 20001 characters', path: ['rows'] });
    }
  });

const point = z.strictObject({ label: words(20), value: z.number() });

const axes = z.strictObject({
  categories: z.array(words(20)).min(1).max(20),
  x_label: words(50).optional(),
  y_label: words(50).optional(),
});

const seriesChart = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    series: z
      .array(z.strictObject({ name: words(20), data: z.array(point).min(1).max(20) }))
      .min(1)
      .max(12),
    axis_config: axes,
  });

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label: words(20), value: z.number().positive() }))
    .min(1)
    .max(12),
});

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  title: words(50),
  chart: z.discriminatedUnion('type', [pie, seriesChart('bar'), seriesChart('area'), seriesChart('line')]),
  ...blockId,
});
