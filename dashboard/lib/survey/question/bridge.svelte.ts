import type { SurveyModel } from 'survey-core';
import { questionsOf } from '../role.ts';
import type { AskedPage } from './asked.ts';
import { pageOf } from './view.ts';

/**
 * SurveyJS's model as Svelte can watch it. Whatever changes in the model, the page on the screen is read again, once for
 * all that one act changes; fields stay the elements they are, so that focus and caret stay too.
 */
export class Asking {
  readonly #model: SurveyModel;
  readonly #areas: readonly string[];
  #version = $state(0);
  #waits = false;

  constructor(model: SurveyModel, definition: Record<string, unknown>) {
    this.#model = model;
    this.#areas = questionsOf(definition, 'interestArea');
    const touch = () => this.touch();
    // of the model and of everything in it: faults, what is shown, choices, blocks, language
    model.onPropertyValueChangedCallback = touch;
    model.onValueChanged.add(touch);
    model.onDynamicPanelValueChanged.add(touch);
    model.onCurrentPageChanged.add(touch);
    model.onLocaleChangedEvent.add(touch);
  }

  /** The page on the screen, as it stands. */
  get page(): AskedPage {
    void this.#version;
    return pageOf(this.#model, { areas: this.#areas });
  }

  /** Has the page read again, when everything that changes now has changed. */
  touch(): void {
    if (this.#waits) return;
    this.#waits = true;
    queueMicrotask(() => {
      this.#waits = false;
      this.#version++;
    });
  }
}
