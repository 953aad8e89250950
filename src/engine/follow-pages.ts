// Follows pages that were sent: whether somebody took them at the vendor, and telling the vendor what happened here.
import type { Page } from '../incident/page-values.ts';
import { pagesOf } from '../incident/pages.ts';
import type { OnCall } from '../integrations/on-call/port.ts';
import { VendorError } from '../lib/vendor-error.ts';
import { eventOf, faceOf, incidentOf, type OnCallDesk, tell } from './on-call-desk.ts';
import type { Performer } from './performer.ts';

type Pager = NonNullable<OnCall['pager']>;

async function pageOf(desk: OnCallDesk, stream: string, id: string): Promise<Page | undefined> {
  return pagesOf(await incidentOf(desk, stream)).find((page) => page.id === id);
}

const pagerOf = (desk: OnCallDesk, page: Page | undefined): Pager | undefined =>
  desk.vendors.find(({ id }) => id === page?.vendor?.id)?.port.pager;

/** Somebody took it there: that is said here. Nobody did until the last look: that is said, too. */
export function followPerformer(desk: OnCallDesk): Performer<'page.follow'> {
  return async (effect) => {
    const { page: id, last } = effect.payload;
    const page = await pageOf(desk, effect.stream, id);
    const pager = pagerOf(desk, page);
    const seen = page?.ref && pager ? await pager.state(page.ref).catch(onlyLast(last)) : undefined;
    if (seen && seen.state !== 'waiting') {
      const face = seen.by ? await faceOf(desk, seen.by) : undefined;
      const name = face?.name ?? page?.who ?? page?.label ?? 'somebody';
      const by = { kind: 'person' as const, id: face?.slack ?? face?.email ?? name, name };
      await tell(
        desk,
        { ...effect, key: id },
        ['acknowledge-page', { page: id, by, there: true }],
        'acknowledged',
      );
    } else if (last) {
      await tell(desk, effect, ['record-page-unanswered', { page: id }], 'unanswered');
    }
  };
}

/** A look that fails is made up for by the next one; after the last one there is none. */
const onlyLast = (last: boolean) => (error: unknown) => {
  if (last && error instanceof VendorError) {
    return undefined;
  }
  throw error;
};

export function acknowledgePerformer(desk: OnCallDesk): Performer<'page.acknowledge'> {
  return async (effect) => {
    const { page: id, event } = effect.payload;
    const page = await pageOf(desk, effect.stream, id);
    const { actor } = await eventOf(desk, event, 'status-changed');
    const wish = { page: id, by: actor, there: false };
    await tell(desk, effect, ['acknowledge-page', wish], 'acknowledged');
    await (page?.ref && pagerOf(desk, page)?.acknowledge(page.ref));
  };
}

export function resolvePerformer(desk: OnCallDesk): Performer<'page.resolve'> {
  return async (effect) => {
    const page = await pageOf(desk, effect.stream, effect.payload.page);
    await (page?.ref && pagerOf(desk, page)?.resolve(page.ref));
  };
}
