// A panel of a Grafana dashboard: its queries with the dashboard's variables filled in, its unit, its data source.
import { z } from 'zod';
import { VendorError } from '../../lib/vendor-error.ts';

const source = z
  .union([z.string(), z.object({ uid: z.string().nullish(), type: z.string().nullish() })])
  .nullish();

const target = z.looseObject({
  refId: z.string().nullish(),
  hide: z.boolean().nullish(),
  datasource: source,
});

const basePanel = z.object({
  id: z.number().nullish(),
  title: z.string().nullish(),
  datasource: source,
  targets: z.array(target).nullish(),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string().nullish() }).nullish() }).nullish(),
});
/** Collapsed rows hold their panels. */
const panel = basePanel.extend({ panels: z.array(basePanel).nullish() });

const variable = z.object({
  name: z.string(),
  allValue: z.string().nullish(),
  current: z
    .object({ value: z.union([z.string(), z.array(z.string())]).nullish() })
    .nullish()
    .catch(undefined),
});

export const dashboardAnswer = z.object({
  dashboard: z.object({
    panels: z.array(panel).nullish(),
    templating: z.object({ list: z.array(variable).nullish() }).nullish(),
  }),
});

type Dashboard = z.infer<typeof dashboardAnswer>['dashboard'];
type Panel = z.infer<typeof basePanel>;

/** Which panel of which dashboard, and the values its link gives to variables. */
export type PanelPlace = { dashboard: string; panel: number; variables: Readonly<Record<string, string>> };

/** `<dashboard uid>/<panel id>`, with `?var-service=checkout` where the dashboard has variables. */
export function placeOf(query: string): PanelPlace | undefined {
  const [path = '', search = ''] = query.trim().split('?');
  const parts = /^(?<dashboard>[\w-]+)\/(?:panel-)?(?<panel>\d+)$/.exec(path)?.groups;
  return parts?.dashboard && parts.panel
    ? {
        dashboard: parts.dashboard,
        panel: Number(parts.panel),
        variables: variablesIn(new URLSearchParams(search)),
      }
    : undefined;
}

function variablesIn(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...search].flatMap(([name, value]) => (name.startsWith('var-') ? [[name.slice(4), value]] : [])),
  );
}

/** The query of a link to a panel: `/d/<uid>/<slug>?viewPanel=<id>`, the same with `/d-solo/` and `panelId`. */
export function queryInLink(link: string): string | undefined {
  if (!URL.canParse(link)) {
    return undefined;
  }
  const { pathname, searchParams } = new URL(link);
  const dashboard = /\/d(?:-solo)?\/([\w-]+)/.exec(pathname)?.[1];
  const id = /^(?:panel-)?(\d+)$/.exec(
    searchParams.get('viewPanel') ?? searchParams.get('panelId') ?? '',
  )?.[1];
  if (!dashboard || !id) {
    return undefined;
  }
  const variables = new URLSearchParams([...searchParams].filter(([name]) => name.startsWith('var-')));
  return `${dashboard}/${id}${variables.size > 0 ? `?${variables}` : ''}`;
}

const ALL = '$__all';

/** What each variable stands for: the link's value, else the one saved with the dashboard. */
function valuesOf({ templating }: Dashboard, given: PanelPlace['variables']): Map<string, string> {
  const saved = (templating?.list ?? []).map(({ name, current, allValue }): [string, string] => {
    const values = [current?.value ?? []].flat();
    const all = values.includes(ALL) || values.length === 0;
    return [
      name,
      all ? (allValue ?? '.*') : values.length === 1 ? (values[0] ?? '') : `(${values.join('|')})`,
    ];
  });
  return new Map([...saved, ...Object.entries(given)]);
}

/** `$name`, `${name}`, `${name:format}` and `[[name]]`; what begins with `__` the data source fills in itself. */
function filled(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.replace(
      /\$\{(\w+)(?::\w+)?\}|\[\[(\w+)(?::\w+)?\]\]|\$(\w+)/g,
      (whole, braced?: string, squared?: string, bare?: string) =>
        values.get(braced ?? squared ?? bare ?? '') ?? whole,
    );
  }
  if (Array.isArray(value)) {
    return value.map((one) => filled(one, values));
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, values)]))
    : value;
}

export type PanelQueries = { queries: Record<string, unknown>[]; unit?: string };

/** @throws VendorError where there is no such panel, or it asks nothing. */
export function panelQueries(dashboard: Dashboard, place: PanelPlace): PanelQueries {
  const panels = (dashboard.panels ?? []).flatMap((one): Panel[] => [one, ...(one.panels ?? [])]);
  const found = panels.find(({ id }) => id === place.panel);
  const targets = (found?.targets ?? []).filter(({ hide }) => hide !== true);
  if (!found || targets.length === 0) {
    const why = found ? 'has no query of its own' : 'is not on its dashboard';
    throw new VendorError(`Panel ${place.panel} of Grafana’s dashboard ${place.dashboard} ${why}.`, {
      permanent: true,
      code: 'not_found',
    });
  }
  const values = valuesOf(dashboard, place.variables);
  const queries = targets.map((one, index) => ({
    ...(filled(one, values) as Record<string, unknown>),
    refId: one.refId ?? `Q${index}`,
    datasource: filled(one.datasource ?? found.datasource ?? null, values),
  }));
  const unit = found.fieldConfig?.defaults?.unit;
  return { queries, ...(unit ? { unit } : {}) };
}
