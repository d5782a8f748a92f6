/** Views that staff keep, and links to them. */
import { z } from 'zod';

/** Of a page of figures, with the view in its query: nothing else can be kept, and no other site. */
const pageOfFigures = /^\/(?:en\/)?explore\/[\w-]{1,80}(?:\?[\w\-.~%&=+*]{0,800})?(?:#[a-z-]{1,40})?$/;

const name = z.string().trim().min(1).max(120);

/** `POST /api/account/views` */
export const NewView = z.strictObject({ name, address: z.string().regex(pageOfFigures) });
export type NewView = z.infer<typeof NewView>;

/** `PUT /api/account/views/{id}` */
export const ViewName = z.strictObject({ name });
export type ViewName = z.infer<typeof ViewName>;

/** `code` opens it to anybody at `/s/{code}`; null while there is no such link. */
export const SavedView = z.strictObject({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  madeOn: z.string(),
  code: z.string().nullable(),
});
export type SavedView = Readonly<z.infer<typeof SavedView>>;
