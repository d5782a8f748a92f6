/** The calls about seats, places wanted and what follows from them, one after another. */
export { credentialAnswers, unstoredCredentials } from './credential-answers.ts';
export { gapAnswers, unstoredGap } from './gap-answers.ts';
export { laboratoryAnswers, unstoredLaboratories } from './laboratory-answers.ts';
export { planAnswers, unstoredPlans } from './plan-answers.ts';
