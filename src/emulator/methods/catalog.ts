// Every Web API method of the emulator. One line per family.
import { authMethods } from './auth.ts';
import type { Method } from './method.ts';

export const methods: Method[] = [...authMethods];
