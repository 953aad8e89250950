// Looks for runbooks in every source that is on, and attaches what is found; a source that is away keeps nobody from the others' pages.
import type { VendorName } from '../incident/values.ts';
import type { RunbookPage, RunbookPlace, RunbookSource } from '../integrations/runbooks/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import type { EffectOf } from '../workflows/effects.ts';
import type { Performer } from './performer.ts';
import { type Plugged, tellFact, throughVendor, type VendorDesk } from './vendor-desk.ts';

type Source = Plugged<RunbookSource>;
type Find = EffectOf<'runbook.find'>;
type Failure = { vendor: string; error: VendorError };
type Found = { vendor: VendorName; page: RunbookPage };

/** What a source is asked, with its failure noted instead of thrown. */
async function ask<T>(failures: Failure[], { label }: Source, question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof VendorError)) {
      throw error;
    }
    failures.push({ vendor: label, error });
    return undefined;
  }
}

const named = (given: string, own: string) => (given === 'Runbook' ? own : given);

/** The page behind a link, from the source that knows it; the bare link where none does, or where it is away. */
async function behind(
  sources: readonly Source[],
  { title, url, file }: { title: string } & RunbookPlace,
  failures: Failure[],
): Promise<Found | undefined> {
  for (const source of sources) {
    const page = await ask(failures, source, source.port.read(url === undefined ? { file } : { url }));
    if (page) {
      const { id, label } = source;
      const address = url === undefined ? {} : { url };
      return { vendor: { id, label }, page: { ...page, title: named(title, page.title), ...address } };
    }
  }
  return url === undefined
    ? undefined
    : { vendor: { id: 'link', label: 'a link' }, page: { key: '', title, url, steps: [], more: 0 } };
}

async function attach(desk: VendorDesk, effect: Find, { vendor, page }: Found): Promise<void> {
  const { url, ...rest } = page;
  const wish = { vendor, ...rest, ...(url === undefined ? {} : { url }), because: effect.payload.because };
  const what = `runbook/${vendor.id}/${page.key || url}/${page.steps.length}`;
  await tellFact(desk, effect, { type: 'record-runbook', wish, what });
}

export function runbookFinder(desk: VendorDesk, sources: readonly Source[]): Performer<'runbook.find'> {
  return async (effect) => {
    const { service, runbooks } = effect.payload;
    const failures: Failure[] = [];
    for (const link of runbooks) {
      const found = await behind(sources, link, failures);
      if (found) {
        await attach(desk, effect, found);
      }
    }
    for (const source of service ? sources : []) {
      const pages = service && (await ask(failures, source, source.port.find(service)));
      for (const page of pages ?? []) {
        await attach(desk, effect, { vendor: { id: source.id, label: source.label }, page });
      }
    }
    await throughVendor(desk, effect, { what: 'runbook', vendor: failures[0]?.vendor ?? '' }, async () => {
      // One that may pass is worth another attempt, whatever else is wrong for good.
      const worst = failures.find(({ error }) => !error.permanent) ?? failures[0];
      if (worst) {
        throw worst.error;
      }
    });
  };
}
