import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import { calls } from './openapi-calls.ts';
import { operation, Problem, problemAnswer } from './openapi-operation.ts';

const description = `Training needs: surveys in, published figures out. Figures come from published snapshots; exact ones are for analysts.

Every GET answers HEAD as well. An address that exists, asked by a method that it does not take, answers 405 with \`Allow\`
(\`#/components/responses/MethodNotAllowed\`); any other address under \`/api\` answers 404 (\`NotFound\`). Every error is
\`application/problem+json\` (RFC 9457).

A change that a page of another site asks for (\`Origin\`, \`Sec-Fetch-Site\`) answers 403 (\`ForeignOrigin\`). What somebody may
not do answers 404, as if it did not exist.`;

/** The interface document (OpenAPI 3.1), made from the same schemas that parse the requests. */
export function openApiDocument(version: string) {
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Fabbisogni', version, description, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    paths: Object.fromEntries(Object.entries(calls).map(([path, methods]) => [path, pathOf(methods)])),
    components: {
      schemas: { Problem },
      responses: {
        MethodNotAllowed: problemAnswer(['method_not_allowed']),
        NotFound: problemAnswer(['not_found']),
        ForeignOrigin: problemAnswer(['foreign_origin']),
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: 'set by `POST /api/sessions`; by HTTPS it is called `__Host-session`',
        },
        receipt: {
          type: 'http',
          scheme: 'Receipt',
          description: '`Authorization: Receipt CODE`, the code as on the receipt',
        },
        draft: {
          type: 'http',
          scheme: 'Draft',
          description:
            '`Authorization: Draft LOOKUP`: 28 digits of Crockford’s base 32, the low five bits of each of the first 28 bytes of HKDF-SHA-256 over the bare code, with no salt and `draft lookup` as info. The code itself is never sent.',
        },
        invitation: {
          type: 'http',
          scheme: 'Invitation',
          description: '`Authorization: Invitation CODE`, the code of the letter or the link',
        },
        withdrawal: {
          type: 'http',
          scheme: 'Withdrawal',
          description: '`Authorization: Withdrawal CODE`, the code that came with the form',
        },
      },
    },
  });
}

function pathOf(methods: (typeof calls)[string]): ZodOpenApiPathsObject[string] {
  return Object.fromEntries(Object.entries(methods).map(([method, call]) => [method, operation(call)]));
}
