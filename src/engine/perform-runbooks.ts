// Looks for runbooks in every source that is on, and attaches what is found; a source that is away keeps nobody from the others' pages.
import type { VendorName } from '../incident/values.ts';
import type { RunbookPage, RunbookPlace, RunbookSource } from '../integrations/runbooks/port.ts';
import { sha256 } from '../lib/ids.ts';
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
  const { because, alert } = effect.payload;
  const address = url === undefined ? {} : { url };
  const wish = { vendor, ...rest, ...address, because, ...(alert === undefined ? {} : { alert }) };
  const what = `runbook/${sha256(`${vendor.id}/${page.key || url}`)}/${page.steps.length}`;
  await tellFact(desk, effect, { type: 'record-runbook', wish, what });
}

/** Read when its turn has come: what was redacted meanwhile is not looked for. */
async function linkOf(
  { engine }: VendorDesk,
  alert: string | undefined,
): Promise<{ title: string; url: string }[]> {
  const event = alert === undefined ? undefined : await engine.questions.event(alert);
  const url = event?.type === 'signal-attached' ? event.content?.links.runbook : undefined;
  return url === undefined ? [] : [{ title: 'Runbook', url }];
}

export function runbookFinder(desk: VendorDesk, sources: readonly Source[]): Performer<'runbook.find'> {
  return async (effect) => {
    const { service, runbooks, alert } = effect.payload;
    const failures: Failure[] = [];
    for (const link of [...runbooks, ...(await linkOf(desk, alert))]) {
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
