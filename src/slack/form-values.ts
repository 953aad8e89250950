// What people filled in: each field of a form under its name.
import { z } from 'zod';
import { CARRIED } from './forms.ts';

/** The text that `carriedText` put into the form. */
export function readCarried(values: Values): string {
  return Object.keys(values)
    .filter((key) => key.startsWith(CARRIED))
    .sort((a, b) => Number(a.slice(CARRIED.length)) - Number(b.slice(CARRIED.length)))
    .map((key) => String(values[key]))
    .join('');
}

export type Values = Readonly<Record<string, string | readonly string[]>>;

/** The one value of a field, or undefined where it was left empty. */
export function oneOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Whether a box was ticked. */
export function isTicked(values: Values, name: string): boolean {
  return Array.isArray(values[name]) && values[name].length > 0;
}

const chosen = z.object({ value: z.string() });
const filled = z.object({
  value: z.string().nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).nullish(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  selected_channel: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_date_time: z.number().nullish(),
});

/** What one element holds: what was typed, or chosen. */
export function readElement(element: unknown): string | readonly string[] | undefined {
  const read = filled.safeParse(element);
  if (!read.success) {
    return undefined;
  }
  const { data } = read;
  const one =
    data.value ??
    data.selected_option?.value ??
    data.selected_user ??
    data.selected_conversation ??
    data.selected_channel ??
    data.selected_date ??
    data.selected_date_time?.toString();
  return one ?? data.selected_options?.map(({ value }) => value) ?? data.selected_users ?? undefined;
}

const viewSchema = z.object({
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }).optional(),
  blocks: z.array(
    z.object({ block_id: z.string().optional(), text: z.object({ text: z.string() }).optional() }),
  ),
});

/** What came back with a view: each field under its block id, and carried texts. */
export function readValues(view: unknown): Values {
  const { state, blocks } = viewSchema.parse(view);
  const fields = Object.entries(state?.values ?? {}).flatMap(([block, elements]) => {
    const value = Object.values(elements)
      .map(readElement)
      .find((each) => each !== undefined);
    return value === undefined ? [] : [[block, value] as const];
  });
  const carried = blocks.flatMap(({ block_id, text }) =>
    block_id?.startsWith(CARRIED) && text ? [[block_id, text.text] as const] : [],
  );
  return Object.fromEntries([...fields, ...carried]);
}
