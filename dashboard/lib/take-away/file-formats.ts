/** The files that the numbers of a figure come in. */
export const fileFormats = ['csv', 'xlsx', 'arrow', 'json'] as const;
export type FileFormat = (typeof fileFormats)[number];
export const formatNames: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  xlsx: 'XLSX (Excel)',
  arrow: 'Arrow',
  json: 'JSON',
};
