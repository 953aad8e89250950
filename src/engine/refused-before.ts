// The refusal of what was refused before: the same asking, told again.
import { Refusal } from '../incident/refusal.ts';

/** Whoever asked may have been told already. */
export class RefusedBefore extends Refusal {}
