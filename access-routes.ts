/**
 * Every route of the program and the action that it is, for both routers. A call or a page that is not here does not
 * exist, even when somebody wrote it; a test walks all routes and holds them against this table.
 */
import { calls } from './access-calls.ts';
import { pages } from './access-pages.ts';
import type { RouteTable } from './access/gate.ts';

export const routes: RouteTable = { api: calls, pages };
