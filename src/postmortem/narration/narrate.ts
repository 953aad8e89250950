// Asks a narrator for its sections, all at once, and waits no longer than the budget: whatever is missing then, rules have written.
import type { Narrator } from '../../integrations/narrator/port.ts';
import { named } from '../../lib/named.ts';
import { VendorError } from '../../lib/vendor-error.ts';
import type { Asked, Brief, NarratedText, Narration } from './narration.ts';

export type PluggedNarrator = { label: string; port: Narrator };

/** An answer of this many tokens holds more sentences than a section needs. */
const MOST_WRITTEN = 2_000;

type Told = { told: NarratedText } | { failed: Narration['failed'][number] };

/** Ids as the record has them: numbers of entries become their ids, those of facts the facts' words. */
function resolved(cites: readonly string[], brief: Brief): string[] {
  const facts = new Map(brief.facts.map(({ id, text }) => [id, text]));
  return cites.map((cite) => named(brief.entryOf, cite) ?? facts.get(cite) ?? cite);
}

async function tell(
  section: Asked,
  brief: Brief,
  { port }: PluggedNarrator,
  signal: AbortSignal,
): Promise<Told> {
  try {
    const { zone, entries, facts } = brief;
    const { sentences, model, cut } = await port.narrate(
      { section, zone, entries, facts },
      { signal, maxTokens: MOST_WRITTEN },
    );
    return {
      told: {
        section: section.id,
        model,
        ...(cut ? { cut } : {}),
        sentences: sentences.map(({ text, cites }) => ({ text, cites: resolved(cites, brief) })),
      },
    };
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    return { failed: { section: section.title, why: error.message } };
  }
}

/** Never rejects for a vendor's sake. Wire time: what it waits is what people wait. */
export async function narrate(brief: Brief, narrator: PluggedNarrator): Promise<Narration> {
  const signal = AbortSignal.timeout(narrator.port.limits.seconds * 1000);
  const all = await Promise.all(brief.sections.map((section) => tell(section, brief, narrator, signal)));
  return {
    vendor: narrator.label,
    prompt: narrator.port.prompt,
    shown: brief.entries.length,
    citable: brief.citable,
    told: all.flatMap((one) => ('told' in one ? [one.told] : [])),
    failed: all.flatMap((one) => ('failed' in one ? [one.failed] : [])),
  };
}

export const PRIVATE =
  'The incident is private, and neither NARRATOR_PRIVATE_INCIDENTS nor `private.narrator` of firescribe.yml allows to send it.';

/** A private incident that may not be sent: said, not asked. */
export function notAsked(narrator: PluggedNarrator, why: string): Narration {
  return {
    vendor: narrator.label,
    prompt: narrator.port.prompt,
    shown: 0,
    citable: 0,
    told: [],
    failed: [{ section: 'All sections', why }],
  };
}
