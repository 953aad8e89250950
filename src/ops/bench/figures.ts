// Every figure, in the order of the table.
import { appends } from './appends.ts';
import { capture } from './capture.ts';
import type { Figure } from './figure.ts';

export const FIGURES: readonly Figure[] = [capture, appends];
