/** SurveyJS ships its sentences without types; importing one of these files hands it to the library. */
declare module 'survey-core/i18n/*';
