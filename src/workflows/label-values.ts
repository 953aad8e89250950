// Values that rules take from an alert's labels: severity, service, team and custom fields.
import type { Signal } from '../incident/values.ts';
import type { RoutingRule, Value } from '../policy/routing.ts';

/** As long as a service or a team that people type may be; fields are shown on the card. */
const LONGEST_VALUE = 100;

/** The word itself where `values` does not list it; undefined where neither label nor `otherwise` gives any. */
export function valueIn(value: Value | undefined, { labels }: Signal): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const names = value.label === undefined ? [] : [value.label].flat();
  const said = names
    .map((name) => (Object.hasOwn(labels, name) ? labels[name] : undefined))
    .find((word) => word?.trim());
  const meant =
    said === undefined ? value.otherwise : Object.hasOwn(value.values, said) ? value.values[said] : said;
  return (value.is ?? meant)?.trim().slice(0, LONGEST_VALUE) || undefined;
}

/** With the service and the team that these settings give it. */
export function withValues(signal: Signal, from: Pick<RoutingRule, 'service' | 'team'>): Signal {
  const service = valueIn(from.service, signal);
  const team = valueIn(from.team, signal);
  return {
    ...signal,
    ...(service === undefined ? {} : { service }),
    ...(team === undefined ? {} : { team }),
  };
}

/** Custom fields by name; those of which nothing is known are left out. */
export function fieldsOf(fields: Readonly<Record<string, Value>>, signal: Signal): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const found = valueIn(value, signal);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}
