/**
 * Every route of the program and the action that it is, for both routers. A call or a page that is not here does not
 * exist, even when somebody wrote it; a test walks all routes and holds them against this table.
 */
import type { RouteTable } from './access/gate.ts';

export const routes: RouteTable = {
  api: {
    'GET /health': 'service.watch',
    'GET /ready': 'service.watch',
    'GET /api/openapi.json': 'service.watch',

    'GET /api/programmes': 'programme.read',
    'GET /api/surveys/:id': 'survey.read',
    'GET /api/surveys/:id/codebook': 'survey.read',
    'POST /api/surveys/:id/responses': 'survey.answer',
    'GET /api/receipt': 'receipt.own',
    'PUT /api/receipt': 'receipt.own',
    'DELETE /api/receipt': 'receipt.own',
    'GET /api/territories/:level.topojson': 'territory.read',

    'POST /api/register/:programme/interests': 'interest.declare',
    'GET /api/interest': 'interest.own',
    'PUT /api/interest': 'interest.own',
    'DELETE /api/interest': 'interest.own',
    'GET /api/register/:programme/interests': 'interest.read',
    'GET /api/register/:programme/firms': 'madrina.read',
    'GET /api/register/:programme/firms/:id': 'madrina.read',
    'GET /api/register/:programme/members': 'member.read',
    'PUT /api/register/:programme/members': 'member.write',
    'GET /api/register/:programme/ideas': 'idea.read',
    'POST /api/register/:programme/ideas': 'idea.write',
    'GET /api/register/:programme/ideas/:id': 'idea.read',
    'PUT /api/register/:programme/ideas/:id': 'idea.write',
    'POST /api/register/:programme/ideas/:id/steps': 'idea.step',
    'GET /api/register/:programme/uptake': 'uptake.read',
    'POST /api/register/:programme/uptake': 'uptake.import',
    'GET /api/register/:programme/attributions': 'attribution.manage',
    'POST /api/register/:programme/attributions': 'attribution.manage',
    'DELETE /api/register/:programme/attributions': 'attribution.manage',

    // the exact view of these is the service's own gate: `figures.exact`
    'GET /api/surveys/:id/estimates': 'figures.published',
    'POST /api/surveys/:id/estimates': 'figures.published',
    'GET /api/surveys/:id/coverage': 'figures.published',

    'GET /api/oidc/start': 'session.open',
    'GET /api/oidc/callback': 'session.open',
    'POST /api/sessions': 'session.open',
    'DELETE /api/sessions': 'session.own',
    'GET /api/sessions/current': 'session.own',
    'PUT /api/account/password': 'account.own',
    'POST /api/account/totp': 'account.own',
    'DELETE /api/account/totp': 'account.own',
    'GET /api/admin/audit': 'audit.read',
    'GET /api/admin/audit.csv': 'audit.read',
    'GET /api/admin/audit/verification': 'audit.read',
    'GET /api/admin/people': 'people.manage',
    'POST /api/admin/people': 'people.manage',
    'PUT /api/admin/people/:id': 'people.manage',
    'DELETE /api/admin/people/:id': 'people.manage',
  },
  pages: {
    '/': 'programme.read',
    '/-': 'programme.read',
    '/accessibility': 'programme.read',
    '/privacy': 'programme.read',
    '/sources': 'programme.read',
    '/programme/[id]': 'programme.read',
    '/receipt': 'receipt.own',
    '/survey/[id]': 'survey.answer',
    '/explore/[id]': 'figures.published',
    '/explore/[id]/[file]': 'figures.published',

    '/interest/[programme]/[kind]': 'interest.declare',
    // each of its parts asks for its own right
    '/register/[programme]': 'register.open',

    '/sign-in': 'session.open',
    '/sign-in/refused': 'session.open',
    '/account': 'account.own',
    '/admin/audit': 'audit.read',

    '/admin': 'survey.watch',
    '/admin/people': 'people.manage',
    '/admin/people/[person]': 'people.manage',
    '/admin/programmes': 'programme.manage',
    '/admin/surveys': 'survey.watch',
    '/admin/surveys/[id]': 'survey.watch',
  },
};
