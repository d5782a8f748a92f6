import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { plotParts } from './dashboard/plot-parts.ts';
import { surveyParts } from './dashboard/survey-parts.ts';
import { texts } from './dashboard/texts.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** The one script of app.html: known by its hash, since pages that run nothing have no nonce. */
const [, script = ''] = /<script>(.*?)<\/script>/s.exec(readFileSync('dashboard/app.html', 'utf8')) ?? [];
const early = `sha256-${createHash('sha256').update(script).digest('base64')}` as const;

export default defineConfig({
  // SurveyJS is one big chunk, fetched only when somebody starts to answer
  build: { chunkSizeWarningLimit: 1500 },
  define: { __VERSION__: JSON.stringify(version) },
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: ['node_modules/bootstrap-italia/src/scss'],
        quietDeps: true,
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
      },
    },
  },
  plugins: [
    texts(),
    plotParts(),
    surveyParts(),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      files: {
        src: 'dashboard',
        routes: 'dashboard/routes',
        assets: 'dashboard/static',
        appTemplate: 'dashboard/app.html',
        errorTemplate: 'dashboard/error.html',
        serviceWorker: 'dashboard/service-worker',
      },
      // the pages that answer a survey call it, and no others
      serviceWorker: { register: false },
      // a page that is not theirs is drawn under another address than the one it answers
      paths: { relative: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', early],
          'style-src': ['self'],
          // attributes only: they position and colour, and run nothing
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
});
