import type { RespondentLanguage } from '../../../../survey/contract.ts';

/** Reads aloud with the voices of the device itself; a voice that asks a network is never used. */
export class Reader {
  #voices = $state.raw<readonly SpeechSynthesisVoice[]>([]);
  #language = $state<RespondentLanguage>('it');
  /** id of the question that is being read */
  reading = $state<string | null>(null);
  readonly #voice = $derived(
    this.#voices.find(({ localService, lang }) => localService && lang.split(/[-_]/)[0] === this.#language) ?? null,
  );

  /** Whether the device has a voice of its own for the language. */
  get canRead(): boolean {
    return this.#voice !== null;
  }

  /** Asks the device for its voices, which may come later; gives the function that falls silent. */
  listen(): () => void {
    const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
    if (!speech?.getVoices) return () => undefined;
    const look = () => (this.#voices = speech.getVoices());
    look();
    speech.addEventListener?.('voiceschanged', look);
    return () => {
      speech.removeEventListener?.('voiceschanged', look);
      this.stop();
    };
  }

  /** Goes on in a language; what is being read in another one stops. */
  speak(language: RespondentLanguage): void {
    this.#language = language;
    this.stop();
  }

  read(id: string, sentences: readonly string[]): void {
    const voice = this.#voice;
    if (!voice) return;
    this.stop();
    this.reading = id;
    // a sentence each: long ones are cut off by some voices
    const spoken = sentences.map((text) =>
      Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang }),
    );
    spoken.at(-1)?.addEventListener('end', () => {
      if (this.reading === id) this.reading = null;
    });
    for (const one of spoken) speechSynthesis.speak(one);
  }

  stop(): void {
    if (this.reading === null) return;
    this.reading = null;
    speechSynthesis.cancel();
  }
}
