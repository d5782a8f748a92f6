import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import type { RespondentLanguage } from '../survey/contract.ts';
import { directionOf, inLanguage, languageOf, respondentLanguageOf } from './lib/language.ts';
import { loadMessages } from './lib/messages.ts';
import { offered } from './lib/offered.ts';
import { isProblem } from './lib/problem.ts';
import { services } from './lib/services.ts';
import { isEmbedded } from './lib/take-away/framed.ts';
import { themeCookie, themeOf } from './lib/theme.ts';

const headers = {
  'X-Content-Type-Options': 'nosniff',
  // with `no-referrer` a browser sends a form of ours without its origin, and the gate would refuse it
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'private, no-cache',
};

/**
 * Language from the address (a page that is not written in it is given in English), theme from the cookie, services
 * from the program, whoever has signed in; headers on every page. A page that somebody may not see looks like one that
 * does not exist.
 */
export const handle: Handle = async ({ event, resolve }) => {
  const { language, theme } = Object.assign(event.locals, {
    language: languageOf(event.url.pathname),
    theme: themeOf(event.cookies.get(themeCookie)),
    services: services(),
    person: null,
  });
  if (!enter(event)) return event.fetch(inLanguage(nowhere, language));
  const spoken = respondentLanguageOf(event.url.pathname);
  refuseUnspoken(event, spoken);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', spoken)
        .replace('%dir%', directionOf(spoken))
        .replace('%theme%', theme ? `data-theme="${theme}"` : ''),
    preload: ({ type, path }) => type !== 'font' || path.includes('latin-400'),
  });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (isForNobodyElse(event)) response.headers.set('Cache-Control', 'no-store');
  if (isEmbedded(event.route.id)) letAnybodyFrame(response.headers);
  return response;
};

/** Exact figures; and a survey as somebody sees it who has signed in: the worker would keep it with their name. */
const isForNobodyElse = ({ url, route, locals }: RequestEvent): boolean =>
  url.searchParams.get('view') === 'exact' || (locals.person !== null && (route.id ?? '').startsWith('/survey/'));

/** Anybody may show these pages inside their own; every other page of ours stands in no frame. */
function letAnybodyFrame(headers: Headers): void {
  const policy = headers.get('Content-Security-Policy');
  if (policy) headers.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", 'frame-ancestors *'));
  headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
}

/** The page that says that there is none. */
const nowhere = '/-';

/**
 * Asks the gate who may come in.
 * @returns false where the page is not to be seen
 */
function enter(event: RequestEvent): boolean {
  const { id } = event.route;
  if (id === null) return true;
  const { method, headers } = event.request;
  try {
    const { access } = event.locals.services;
    access.enterPage(id, { method, header: (name) => headers.get(name) });
    // a figure in a frame is the same for everybody: nobody is looked up
    if (isEmbedded(id)) return true;
    // looked up again each time: rights may be taken away while a form is still being sent
    Object.defineProperty(event.locals, 'person', { get: () => access.personOf(headers.get('cookie')) });
    return true;
  } catch (error) {
    if (!isProblem(error)) throw error;
    if (error.code === 'sign_in_needed') redirect(303, signInFor(event));
    if (error.code === 'not_found' && !event.isDataRequest) return false;
    throw error;
  }
}

function signInFor({ url, locals }: RequestEvent): string {
  const next = encodeURIComponent(url.pathname + url.search);
  return `${inLanguage('/sign-in', locals.language)}?next=${next}`;
}

/** A page that is not written in the language of its address is given in English instead. */
function refuseUnspoken({ url, route, params, locals }: RequestEvent, spoken: RespondentLanguage): void {
  if (spoken === locals.language || route.id === null) return;
  const place = { route: route.id, survey: params['id'], programme: params['programme'] };
  const offer = offered(locals.services.survey.surveys(), place);
  if (!offer.languages.includes(spoken)) redirect(307, inLanguage(url.pathname + url.search, 'en'));
}

/** A `Problem` keeps its status, code and sentence; anything else says only that it failed on our side. */
export const handleError: HandleServerError = async ({ kind, error, event }) => {
  const language = respondentLanguageOf(event.url.pathname);
  if (kind === 'unknown' && isProblem(error)) {
    const { status, code, title, detail } = error.document(language);
    return { status, code, title, message: detail };
  }
  const m = await loadMessages(language);
  if (kind === 'framework' && error.status === 404) {
    return { code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') };
  }
  if (kind === 'app') return;
  console.error(error);
  return { code: 'internal', title: m('error.internal'), message: m('error.internalDetail') };
};
