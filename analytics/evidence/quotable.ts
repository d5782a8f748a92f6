/** Stands in until `focus_quotable`: of a `statement`. */
export const mayBeQuoted = `statement.id IN (
  SELECT said.id FROM focus_statement said JOIN focus_participant signed
    ON signed.session = said.session AND signed.number = said.participant
  WHERE NOT said.removed AND said.text <> '' AND signed.takes_part AND signed.may_quote AND signed.withdrawn_on IS NULL)`;
