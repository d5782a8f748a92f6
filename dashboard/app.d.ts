import type { Person } from '../access.ts';
import type { Language } from '../survey/contract.ts';
import type { Frame } from './lib/shell/frame.ts';
import type { Services } from './lib/services.ts';
import type { Theme } from './lib/theme.ts';

declare global {
  namespace App {
    interface Locals {
      language: Language;
      theme: Theme | null;
      services: Services;
      /** who has signed in, of the staff */
      person: Person | null;
    }
    interface PageState {
      /** where a respondent stands: a page of the instrument, or `review` */
      step?: string;
    }
    interface PageData {
      /** the page shows a survey with generated answers: the layout says so */
      synthetic?: boolean;
      /** the page is about another survey than its address names */
      about?: Frame;
    }
    interface Error {
      message: string;
      status: number;
      /** the problem's stable code, to quote */
      code?: string;
      title?: string;
    }
  }
}
