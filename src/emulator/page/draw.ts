// Small things that several parts of the page draw with.
import { Children, type ReactNode } from 'react';

/** Draws each of a list whose members have no identity but their place: blocks, options, words. */
export const drawEach = <T>(items: readonly T[], draw: (item: T) => ReactNode): ReactNode[] =>
  Children.toArray(items.map((item) => draw(item)));

/** As a ref: the field takes the keyboard when it appears. */
export const focused = (field: HTMLElement | null): void => field?.focus();
