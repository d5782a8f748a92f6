import { fill } from '../problem.ts';
import type { Erasure, RespondentLanguage } from './contract.ts';
import type { Receipts } from './receipt.ts';

interface Words {
  readonly erased: string;
  readonly figures: string;
  readonly signature: string;
}

const words: Readonly<Record<RespondentLanguage, Words>> = {
  it: {
    erased: 'Questionario {survey}: le risposte della ricevuta con impronta {hash} sono state cancellate il {day}.',
    figures: 'I dati pubblicati si aggiornano alla prossima pubblicazione prevista.',
    signature: 'Firma',
  },
  en: {
    erased: 'Survey {survey}: the answers of the receipt with fingerprint {hash} were erased on {day}.',
    figures: 'Published figures follow at the next planned publication.',
    signature: 'Signature',
  },
  es: {
    erased: 'Encuesta {survey}: las respuestas del recibo con huella {hash} se borraron el {day}.',
    figures: 'Las cifras publicadas se actualizan en la próxima publicación prevista.',
    signature: 'Firma',
  },
  el: {
    erased: 'Έρευνα {survey}: οι απαντήσεις της απόδειξης με αποτύπωμα {hash} διαγράφηκαν στις {day}.',
    figures: 'Τα δημοσιευμένα στοιχεία ενημερώνονται στην επόμενη προγραμματισμένη δημοσίευση.',
    signature: 'Υπογραφή',
  },
  pl: {
    erased: 'Badanie {survey}: odpowiedzi z potwierdzenia o skrócie {hash} usunięto {day}.',
    figures: 'Opublikowane liczby zmienią się przy najbliższej planowanej publikacji.',
    signature: 'Podpis',
  },
  de: {
    erased: 'Umfrage {survey}: Die Antworten der Quittung mit dem Fingerabdruck {hash} wurden am {day} gelöscht.',
    figures: 'Die veröffentlichten Zahlen folgen mit der nächsten geplanten Veröffentlichung.',
    signature: 'Signatur',
  },
  sv: {
    erased: 'Enkät {survey}: svaren till kvittot med fingeravtrycket {hash} raderades {day}.',
    figures: 'De publicerade siffrorna ändras vid nästa planerade publicering.',
    signature: 'Signatur',
  },
  fi: {
    erased: 'Kysely {survey}: vastaukset, joiden kuitin tiiviste on {hash}, poistettiin {day}.',
    figures: 'Julkaistut luvut päivittyvät seuraavassa suunnitellussa julkaisussa.',
    signature: 'Allekirjoitus',
  },
  ro: {
    erased: 'Chestionar {survey}: răspunsurile chitanței cu amprenta {hash} au fost șterse la {day}.',
    figures: 'Cifrele publicate se actualizează la următoarea publicare prevăzută.',
    signature: 'Semnătură',
  },
  ar: {
    erased: 'الاستبيان {survey}: حُذفت في {day} إجابات الإيصال ذي البصمة {hash}.',
    figures: 'تُحدَّث الأرقام المنشورة عند النشر المقرر التالي.',
    signature: 'التوقيع',
  },
};

/**
 * What the holder of a receipt may show: in Italian, the language of the body that must believe it, and in the holder's
 * own. Asked again in the same language it is the same.
 */
export function erasureProof(
  receipts: Pick<Receipts, 'sign'>,
  { survey, hash, erasedOn }: { survey: string; hash: string; erasedOn: string },
  language: RespondentLanguage,
): Erasure {
  const told = [...new Set<RespondentLanguage>(['it', language])].map((one) => words[one]);
  const lines = told.flatMap(({ erased, figures }) => [fill(erased, { survey, hash, day: erasedOn }), figures]);
  const statement = lines.join('\n');
  const signature = [...new Set(told.map((one) => one.signature))].join(' · ');
  return { erasedOn, proof: `${statement}\n${signature}: ${receipts.sign(statement)}` };
}
